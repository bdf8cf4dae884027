package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@RealKubernetes
@ResourceLock(value = Installed.OPERATOR, mode = ResourceAccessMode.READ)
@ResourceLock(value = Installed.GATEWAY, mode = ResourceAccessMode.READ)
class CliE2E {
    @TempDir
    private Path folder;

    private TestNamespace namespace;

    @BeforeAll
    void upWithAFile() throws IOException {
        namespace = TestNamespace.create("e2e-cli");
        var file = Files.writeString(
                Files.createTempFile("demo", ".yaml"), TestNamespace.manifest("demo", TestNamespace.small(1)));
        assertThat(namespace.hearth("up", "-f", file.toString()).everything()).contains("demo");
        assertThat(TestNamespace.isTrue(namespace.cluster("demo").orElseThrow(), "Ready"))
                .as("up returns when the cluster is ready")
                .isTrue();
    }

    @AfterAll
    void removeAll() {
        namespace.close();
    }

    @Test
    void listsAndDescribesClusters() {
        namespace.awaitReady("demo", 1);
        assertThat(namespace.hearth("ps").output()).contains("demo", "1/1");
        assertThat(namespace.hearth("status", "demo").output()).contains("demo-master-0", "demo-worker-", "ALIVE");
        assertThat(namespace.hearth("ps", "-o", "json").output()).contains("\"items\"", "\"demo\"");
        assertThat(namespace.hearth("status", "demo", "-o", "yaml").output())
                .contains("leader: \"demo-master-0\"".replace("\"", ""));
    }

    @Test
    void showsLogsOfEachPart() {
        assertThat(namespace.hearth("logs", "demo").output()).contains("I have been elected leader!");
        assertThat(namespace.hearth("logs", "demo", "worker").output()).contains("Successfully registered with master");
    }

    @Test
    void aFollowedLogGoesOnWithReplacementsAndNewcomersUntilTheClusterIsGone() {
        namespace.apply("followed", TestNamespace.small(1));
        namespace.awaitReady("followed", 1);
        try (var masters = background("logs", "followed", "-f");
                var workers = background("logs", "followed", "worker", "-f", "--tail", "0")) {
            masters.out().await("I have been elected leader!");
            namespace.kubectl("delete", "pod", "followed-master-0").output();
            masters.err().await("followed-master-0 begins");
            masters.out().await("I have been elected leader!");
            namespace.hearth("scale", "followed", "2").output();
            workers.err().await(" begins");
            workers.out().await("Successfully registered with master");

            namespace.hearth("down", "followed").output();
            masters.err().await("cluster followed is gone");
            assertThat(masters.end()).isZero();
            assertThat(masters.err().toString()).contains("followed-master-0 has ended");
            assertThat(workers.end()).isZero();
        }
    }

    private Background background(String... arguments) {
        return Background.start(
                World.get().shell(),
                Stream.concat(Stream.of("./hearth", "-n", namespace.name()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @Test
    void uiLogsItsUserInShowsEveryPageAndFollowsTheMaster() throws Exception {
        var ui = namespace.startHearth("ui", "demo");
        try (var out = ui.inputReader()) {
            var printed = Pattern.compile("(http://localhost:\\d+)/-/login\\?key=([^&]+)&next=(\\S+)");
            var address = out.lines()
                    .map(printed::matcher)
                    .filter(java.util.regex.Matcher::find)
                    .findFirst()
                    .orElseThrow();
            assertThat(address.group(3)).isEqualTo("/-/clusters/e2e-cli/demo");
            var stranger = new GatewayClient(address.group(1), "");
            assertThat(stranger.get("/e2e-cli/demo/").status()).isEqualTo(401);
            assertThat(stranger.get("/-/login?key=guess").status()).isEqualTo(401);
            var user = stranger.with(address.group(2));
            awaitMasterPage(user);
            var worker = Pattern.compile("/e2e-cli/demo/proxy/worker-[^/\"]+")
                    .matcher(user.get("/e2e-cli/demo/").body());
            assertThat(worker.find()).isTrue();
            assertThat(user.get(worker.group() + "/").body()).contains("Spark Worker at");
            assertThat(user.firstEvent("/-/events")).contains("\"name\":\"demo\"");

            namespace.kubectl("delete", "pod", "demo-master-0").output();
            namespace.awaitReady("demo", 1);
            awaitMasterPage(user);
        } finally {
            ui.destroy();
        }
    }

    private static void awaitMasterPage(GatewayClient user) {
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> user.get("/e2e-cli/demo/").body().contains("Spark Master at"));
    }

    @Test
    void rendersAClusterThatNeedsNoOperator() throws IOException {
        var file = Files.writeString(
                folder.resolve("plain.yaml"), TestNamespace.manifest("plain", TestNamespace.small(1)));
        var secret = folder.resolve("secret").toString();
        var rendered = namespace
                .hearth("render", "-f", file.toString(), "--secret-file", secret)
                .output();
        namespace.kubectlFed(rendered, "apply", "-f", "-").output();
        await().atMost(TestNamespace.PATIENCE)
                .until(() -> namespace
                        .kubectl(
                                "get",
                                "--raw",
                                "/api/v1/namespaces/" + namespace.name()
                                        + "/services/plain-master:8080/proxy/json/aliveworkers/")
                        .out()
                        .contains(": 1"));

        var master = namespace.podIds("plain", "master");
        var worker = namespace.podIds("plain", "worker");
        var again = namespace
                .hearth("render", "-f", file.toString(), "--secret-file", secret)
                .output();
        namespace.kubectlFed(again, "apply", "-f", "-").output();
        for (var workload : List.of("statefulset/plain-master", "deployment/plain-worker")) {
            namespace.kubectl("rollout", "status", "--timeout=2m", workload).output();
        }
        assertThat(namespace.podIds("plain", "master")).isEqualTo(master);
        assertThat(namespace.podIds("plain", "worker")).isEqualTo(worker);
        namespace.kubectlFed(again, "delete", "-f", "-").output();
    }

    @Test
    void dryRunChangesNothing() {
        assertThat(namespace
                        .hearth("up", "never", "--workers", "3", "--dry-run")
                        .output())
                .contains("replicas: 3");
        assertThat(namespace.cluster("never")).isEmpty();
    }

    @Test
    void aDryRunWithoutAnyKubernetesStartsNone() {
        var refused = lonely().run("./hearth", "up", "--dry-run");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("there is no Kubernetes", "./hearth render");
        assertThat(folder.resolve("node")).doesNotExist();
    }

    /** A user who has neither a Kubernetes nor a node. */
    private Shell lonely() {
        return World.get()
                .shell()
                .with(Map.of(
                        "KUBECONFIG",
                        "",
                        "HOME",
                        folder.toString(),
                        "HEARTH_NODE_HOME",
                        folder.resolve("node").toString()));
    }

    @Test
    void theDoctorFindsNothingWrongHereAndSaysWhatALonelyMachineLacks() {
        var healthy = namespace.hearth("doctor");
        assertThat(healthy.output()).contains("kubernetes", "Kubernetes v", "the embedded node runs");

        var lonely = lonely().run("./hearth", "doctor", "-o", "json");
        assertThat(lonely.exit()).isEqualTo(1);
        assertThat(lonely.out())
                .startsWith("[")
                .contains(
                        "\"PROBLEM\"", "none: no current context, and the embedded node does not run", "up starts one");
    }

    @Test
    void isAPluginOfKubectl() throws IOException {
        var shell = World.get().shell();
        Files.createSymbolicLink(
                folder.resolve("kubectl-hearth"),
                shell.folder().resolve("hearth").toAbsolutePath());
        var path = shell.with(Map.of("PATH", folder + ":" + System.getenv("PATH")));
        assertThat(path.run("kubectl", "hearth", "-n", namespace.name(), "ps").output())
                .contains("demo");
        assertThat(path.run("kubectl", "hearth", "install", "--replicas", "0").err())
                .contains("kubectl hearth uninstall");
    }

    @Test
    void theDemoLeavesAClusterThatIsSomebodysOwn() {
        var before = namespace.cluster("demo").orElseThrow().getMetadata().getGeneration();
        var refused = namespace.hearth("demo", "demo");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("cluster demo exists", "./hearth demo NAME");
        assertThat(namespace.cluster("demo").orElseThrow().getMetadata().getGeneration())
                .isEqualTo(before);
    }

    @Test
    void ofSeveralClustersToDeleteThoseThatExistGo() {
        for (var name : List.of("one", "two")) {
            namespace.apply(name, "{suspend: true}");
        }
        var down = namespace.hearth("down", "one", "nosuch", "two");
        assertThat(down.exit()).isEqualTo(1);
        assertThat(down.err()).contains("1 of 3 clusters", "nosuch");
        assertThat(namespace.cluster("one")).isEmpty();
        assertThat(namespace.cluster("two")).isEmpty();
    }

    @Test
    void exitCodesTellWhatHappened() {
        assertThat(namespace.hearth("up", "--workers", "many").exit())
                .as("wrong usage")
                .isEqualTo(2);
        var unknown = namespace.hearth("status", "nosuch");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).contains("nosuch").contains("demo").doesNotContain("Exception");
        var late = namespace.hearth("up", "late", "--image", "hearth/nosuch:1", "--timeout", "15s");
        assertThat(late.exit()).as("timed out").isEqualTo(3);
        assertThat(late.everything()).contains("hearth/nosuch:1");
        assertThat(namespace.hearth("down", "late").exit()).isZero();
        var refused = namespace.hearth("up", "bad", "--memory", "4");
        assertThat(refused.exit()).isIn(1, 2);
        assertThat(refused.err()).contains("for example 4g").doesNotContain("Exception");
    }
}
