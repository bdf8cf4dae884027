package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Types docs/tutorial.md from its beginning to its end. */
@RealKubernetes
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TutorialE2E {
    private static final String NAMESPACE = "bigdataupv-spark";

    private Shell shell = World.get().shell();

    /** A user keeps contexts in a file of their own; the node's is not a place for tests to write to. */
    @BeforeAll
    void takeACopyOfTheKubeconfig(@TempDir Path folder) throws IOException {
        var copy = folder.resolve("kubeconfig");
        Files.copy(Path.of(shell.environment().get("KUBECONFIG")), copy);
        shell = new Shell(shell.folder(), Map.of("KUBECONFIG", copy.toString()));
        shell.run("kubectl", "delete", "namespace", NAMESPACE, "--ignore-not-found")
                .output();
    }

    @AfterAll
    void removeAll() {
        shell.run("kubectl", "delete", "namespace", NAMESPACE, "--wait=false");
    }

    @Test
    @Order(1)
    void createTheNamespaceAndAContextConfinedToIt() {
        kubectl("create", "-f", "manifests/namespace.yaml");
        kubectl(
                "config",
                "set-context",
                "spark",
                "--namespace=" + NAMESPACE,
                "--cluster=hearth",
                "--user=hearth-admin");
        kubectl("config", "use-context", "spark");
    }

    @Test
    @Order(2)
    void createTheMasterAndApplyItAgain() {
        kubectl("create", "-f", "manifests/master-controller.yaml");
        kubectl("apply", "-f", "manifests/master-controller.yaml");
        kubectl("create", "-f", "manifests/master-service.yaml");
        eventually(
                () -> assertThat(kubectl("logs", master())).contains("I have been elected leader! New state: ALIVE"));
    }

    @Test
    @Order(3)
    void seeThePageThroughKubectlProxy() throws Exception {
        var proxy = shell.start("kubectl", "proxy", "--port=0");
        proxy.getOutputStream().close();
        try (var out = proxy.inputReader()) {
            var address = "http://" + out.readLine().replaceAll(".* ", "");
            var pages = "/api/v1/namespaces/" + NAMESPACE;
            eventually(() -> assertThat(Page.at(address + pages + "/pods/" + master() + ":8080/proxy/"))
                    .contains("Spark Master at"));
            eventually(() -> assertThat(Page.at(address + pages + "/services/spark-master:8080/proxy/"))
                    .contains("Spark Master at"));
        } finally {
            proxy.destroy();
        }
    }

    @Test
    @Order(4)
    void createTheWorkersAndSeeThemRegister() {
        kubectl("create", "-f", "manifests/worker-controller.yaml");
        awaitWorkers(2);
        eventually(() -> assertThat(kubectl("get", "rc", "-o", "wide"))
                .containsPattern("spark-master-controller +1 +1 +1 ")
                .containsPattern("spark-worker-controller +2 +2 +2 "));
    }

    @Test
    @Order(5)
    void openAPysparkPromptAndAShellOnTheMaster() {
        assertThat(shell.typeAt(
                        ">>> ",
                        "print('sum =', sc.parallelize(range(100)).sum())\nexit()\n",
                        "kubectl",
                        "exec",
                        master(),
                        "-ti",
                        "--",
                        "pyspark",
                        "--master=spark://" + master() + ":7077"))
                .contains("sum = 4950");
        assertThat(shell.feed("id -u\n", "kubectl", "exec", master(), "-i", "--", "/bin/bash")
                        .output())
                .isEqualTo("185");
    }

    @Test
    @Order(6)
    void scaleToFourWorkers() {
        kubectl("scale", "--replicas=4", "rc/spark-worker-controller");
        awaitWorkers(4);
    }

    @Test
    @Order(7)
    void loseTheMasterAndSeeEverythingRegisterAgain() {
        var before = master();
        kubectl("delete", "pod", before);
        eventually(() -> assertThat(master()).isNotEqualTo(before));
        awaitWorkers(4);
    }

    private String kubectl(String... arguments) {
        var command = new String[arguments.length + 1];
        command[0] = "kubectl";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return shell.run(command).output();
    }

    private String master() {
        return kubectl(
                "get",
                "pods",
                "-l",
                "component=spark-master",
                "--field-selector=status.phase=Running",
                "-o",
                "jsonpath={.items[0].metadata.name}");
    }

    private void awaitWorkers(int workers) {
        eventually(() -> assertThat(kubectl(
                        "get",
                        "--raw",
                        "/api/v1/namespaces/" + NAMESPACE + "/services/spark-master:8080/proxy/json/aliveworkers/"))
                .contains("\"aliveworkers\" : " + workers));
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }
}
