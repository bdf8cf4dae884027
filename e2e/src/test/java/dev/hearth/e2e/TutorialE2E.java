package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Types docs/tutorial.md, command by command as the file has them, and looks at what each did. What comes before the
 * file's first chapter, a Kubernetes and the image, is how {@link World} begins.
 */
@RealKubernetes
@Isolated("its workers ask for nearly all of two cores: a pod that waits for room could take that of its dying master")
class TutorialE2E {
    private static final String NAMESPACE = "bigdataupv-spark";
    private static final Duration SECONDS = Duration.ofSeconds(60);
    private static final Duration MINUTES = Duration.ofMinutes(4);

    private Shell shell = World.get().shell();
    private String formerMaster = "";

    /** A user keeps contexts in a file of their own; the node's is not a place for tests to write to. */
    @BeforeAll
    void takeACopyOfTheKubeconfig(@TempDir Path folder) throws IOException {
        var copy = folder.resolve("kubeconfig");
        Files.copy(Path.of(shell.environment().get("KUBECONFIG")), copy);
        shell = shell.with(Map.of("KUBECONFIG", copy.toString()));
        run("kubectl delete namespace " + NAMESPACE + " --ignore-not-found");
    }

    @AfterAll
    void removeAll() {
        shell.run("kubectl", "--context=hearth", "delete", "namespace", NAMESPACE, "--ignore-not-found");
        shell.run("kubectl", "--context=hearth", "delete", "sparkcluster", "demo", "--ignore-not-found");
    }

    @TestFactory
    Stream<DynamicTest> doesWhatItSays() throws IOException {
        return Tutorial.commands(tutorial(), "## By hand").stream()
                .map(command -> dynamicTest(command.line(), () -> {
                    type(command);
                    look(command);
                }));
    }

    private Path tutorial() {
        return shell.folder().resolve("docs/tutorial.md");
    }

    private void type(Tutorial.Command command) throws IOException {
        var line = command.line().contains("MASTER") ? command.line().replace("MASTER", master()) : command.line();
        if (line.startsWith("kubectl logs -f")) {
            leave(line, command.comment().replace("... ", ""));
        } else if (line.startsWith("kubectl proxy") || line.startsWith("./hearth ui")) {
            leave(line, "http");
        } else if (line.endsWith("/bin/bash")) {
            assertThat(shell.typeAt("$ ", "id -u\nexit\n", line)).contains("185");
        } else if (!command.dialogue().isEmpty()) {
            assertThat(shell.typeAt(">>> ", command.typed() + "exit()\n", line)).contains(command.answers());
        } else {
            formerMaster = line.startsWith("kubectl delete pod spark-master") ? master() : formerMaster;
            run(line);
        }
    }

    /** What a reader would look at next. */
    private void look(Tutorial.Command command) {
        switch (command.line()) {
            case "kubectl create -f manifests/worker-controller.yaml" -> awaitWorkers(2, MINUTES);
            case "kubectl get rc -o wide" ->
                assertThat(run("kubectl get rc -o wide"))
                        .containsPattern("spark-master-controller +1 +1 +[01] ")
                        .containsPattern("spark-worker-controller +2 +2 +[0-2] ");
            case "kubectl scale --replicas=4 rc/spark-worker-controller" -> awaitWorkers(4, MINUTES);
            case "kubectl delete pod MASTER" -> {
                eventually(MINUTES, () -> assertThat(master()).isNotEqualTo(formerMaster));
                run("kubectl wait --for=condition=Ready --timeout=240s pod/" + master());
                awaitWorkers(4, SECONDS);
            }
            case "./hearth up demo --workers 2", "kubectl delete pod demo-master-0" ->
                run("kubectl wait --for=condition=Ready --timeout=120s sparkcluster/demo");
            case "./hearth scale demo 3" ->
                assertThat(run("kubectl get sparkcluster demo")).contains("3/3");
            case "./hearth down demo" ->
                assertThat(run("kubectl get sparkclusters")).isEmpty();
            default -> {
                // Its exit code said enough.
            }
        }
    }

    /** Runs a command that does not end until it says something, and what it says at an address until a page is there. */
    private void leave(String line, String awaited) throws IOException {
        var process = shell.start("bash", "-c", "exec " + line + " 2>&1");
        process.getOutputStream().close();
        try (var out = process.inputReader()) {
            var said = out.readLine();
            while (said != null && !said.contains(awaited) && !said.contains("Starting to serve on")) {
                said = out.readLine();
            }
            assertThat(said).as("what %s says", line).isNotNull();
            if (line.startsWith("kubectl proxy")) {
                var addresses = Tutorial.addresses(tutorial(), "http://localhost:8001/");
                assertThat(addresses).hasSize(2);
                for (var address : addresses) {
                    showsTheMaster(address.replace("POD", master()));
                }
            } else if (line.startsWith("./hearth ui")) {
                showsTheMasterToWhomItLogsIn(said);
            }
        } finally {
            process.destroy();
        }
    }

    private static void showsTheMasterToWhomItLogsIn(String printed) {
        var parts = Pattern.compile("(http://localhost:\\d+)/-/login\\?key=([^&]+)&next=/-/clusters(\\S+)")
                .matcher(printed);
        assertThat(parts.find()).as(printed).isTrue();
        var user = new GatewayClient(parts.group(1), parts.group(2));
        eventually(
                SECONDS, () -> assertThat(user.get(parts.group(3) + "/").body()).contains("Spark Master at"));
    }

    private static void showsTheMaster(String address) {
        eventually(SECONDS, () -> assertThat(Page.at(address)).contains("Spark Master at"));
    }

    private String run(String line) {
        return shell.run("bash", "-c", line).output();
    }

    private String master() {
        return run("kubectl get pods -l component=spark-master --field-selector=status.phase=Running"
                + " -o jsonpath='{.items[0].metadata.name}'");
    }

    private void awaitWorkers(int workers, Duration patience) {
        eventually(
                patience,
                () -> assertThat(run("kubectl get --raw /api/v1/namespaces/" + NAMESPACE
                                + "/services/spark-master:8080/proxy/json/aliveworkers/"))
                        .contains("\"aliveworkers\" : " + workers));
    }

    private static void eventually(Duration patience, ThrowingRunnable assertion) {
        await().atMost(patience)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }
}
