package dev.hearth.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.cli.FakeKubernetes;
import dev.hearth.cli.FakeKubernetes.Answer;
import dev.hearth.cli.FakeKubernetes.Request;
import dev.hearth.cli.terminal.Console;
import dev.hearth.cli.terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands against an API server that is made up. */
class ClusterCommandsTest {
    private static final String CLUSTERS = "/apis/hearth.dev/v1/namespaces/work/sparkclusters";
    private static final String PODS = "/api/v1/namespaces/work/pods";
    private static final String NONE = "{\"items\":[]}";
    private static final String READY = """
            "status": {"observedGeneration": 1, "conditions": [{"type": "Ready", "status": "True"}]}""";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private FakeKubernetes kubernetes;

    @BeforeEach
    void start() {
        kubernetes = FakeKubernetes.in(folder)
                .answers("GET /apis/hearth.dev/v1", "{\"resources\":[]}")
                .answers("GET " + CLUSTERS, NONE)
                .answers("GET /apis/hearth.dev/v1/sparkclusters", NONE);
    }

    @AfterEach
    void stop() {
        kubernetes.close();
    }

    private int run(String... arguments) {
        var plain = new Style(false, false);
        var console = new Console(stream(out), stream(err), false, false, false, 80, plain, plain);
        var line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--kubeconfig", kubernetes.kubeconfig().toString()));
        var all = line.toArray(String[]::new);
        return Hearth.commandLine(console, all).execute(all);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static String cluster(String name, String spec, String status) {
        return """
                {"apiVersion": "hearth.dev/v1", "kind": "SparkCluster",
                 "metadata": {"name": "%s", "namespace": "work", "generation": 1}, "spec": {%s}, %s}""".formatted(name, spec, status);
    }

    private Request onlyWrite() {
        var writes = kubernetes.writes().toList();
        assertThat(writes).hasSize(1);
        return writes.getFirst();
    }

    @Test
    void aDryRunOfANewClusterAsksForNothingButACheck() {
        kubernetes
                .answers("GET " + CLUSTERS + "/demo", FakeKubernetes.notFound())
                .answers("PATCH " + CLUSTERS + "/demo", cluster("demo", "", "\"status\": {}"));
        assertThat(run("up", "--workers", "3", "--dry-run")).isZero();
        assertThat(onlyWrite().query()).contains("dryRun=All");
        assertThat(onlyWrite().body()).contains("\"replicas\":3");
        assertThat(err()).contains("Would make cluster demo");
    }

    @Test
    void aDryRunWhereClustersAreUnknownSaysSo() {
        kubernetes.answers("GET /apis/hearth.dev/v1", FakeKubernetes.notFound());
        assertThat(run("up", "--dry-run")).isEqualTo(1);
        assertThat(kubernetes.writes()).isEmpty();
        assertThat(err()).contains("does not know SparkClusters yet", "run: hearth install");
    }

    @ParameterizedTest
    @CsvSource({"--suspend, true", "--resume, false"})
    void suspendAndResumeChangeNothingElse(String flag, String value) {
        kubernetes
                .answers("GET " + CLUSTERS + "/demo", cluster("demo", "", READY))
                .answers("PATCH " + CLUSTERS + "/demo", cluster("demo", "\"suspend\": " + value, READY));
        assertThat(run("up", "demo", flag, "--dry-run")).isZero();
        assertThat(onlyWrite().body()).isEqualTo("{\"spec\":{\"suspend\":" + value + "}}");
        assertThat(onlyWrite().headers().get("Content-type").toString()).contains("merge-patch");
    }

    @Test
    void theNameOfTheCommandLineGoesIntoAFileWithoutOne() throws IOException {
        var file = Files.writeString(folder.resolve("c.yaml"), "{kind: SparkCluster, spec: {}}");
        kubernetes
                .answers("GET " + CLUSTERS + "/given", FakeKubernetes.notFound())
                .answers("PATCH " + CLUSTERS + "/given", cluster("given", "", "\"status\": {}"));
        assertThat(run("up", "given", "-f", file.toString(), "--dry-run")).isZero();
        assertThat(onlyWrite().body()).contains("\"name\":\"given\"");
    }

    @Test
    void anImageThatTheNodesDoNotNameMayBeThere() {
        kubernetes
                .answers("GET " + CLUSTERS + "/demo", FakeKubernetes.notFound())
                .answers("GET /api/v1/nodes", "{\"items\":[{\"status\":{\"images\":[]}}]}")
                .answers(
                        "PATCH " + CLUSTERS + "/demo",
                        cluster("demo", "\"sparkVersion\": \"4.3.0\"", "\"status\": {}"));
        assertThat(run("up", "--no-wait")).isZero();
        assertThat(err())
                .contains("The nodes do not say that they have the image hearth/spark:4.3.0.", "image build --to REF")
                .contains("Made cluster demo");
    }

    @Test
    void listsTheClustersOfAllNamespaces() {
        kubernetes.answers(
                "GET /apis/hearth.dev/v1/sparkclusters",
                "{\"items\":[%s,%s]}"
                        .formatted(
                                cluster("one", "", READY),
                                cluster("two", "", READY).replace("\"work\"", "\"play\"")));
        assertThat(run("ps", "-A")).isZero();
        assertThat(out().lines()).hasSize(3);
        assertThat(out())
                .contains("NAMESPACE")
                .containsPattern("work +one +yes")
                .containsPattern("play +two +yes");
        out.reset();
        assertThat(run("ps", "-A", "-o", "json")).isZero();
        assertThat(out()).contains("\"one\"", "\"two\"");
        assertThat(run("ps")).isZero();
        assertThat(err()).contains("No clusters in namespace work");
    }

    @Test
    void everyDeletionIsAskedForBeforeAnyIsWaitedFor() {
        for (var name : List.of("a", "c")) {
            kubernetes
                    .answers(
                            "GET " + CLUSTERS + "/" + name,
                            new Answer(200, cluster(name, "", READY)),
                            new Answer(200, cluster(name, "", READY)),
                            FakeKubernetes.notFound())
                    .answers("DELETE " + CLUSTERS + "/" + name, "{}");
        }
        kubernetes.answers("GET " + CLUSTERS + "/b", FakeKubernetes.notFound()).answers("GET " + PODS, NONE);
        assertThat(run("down", "a", "b", "c")).isEqualTo(1);
        var requests = kubernetes.requests().stream().map(Request::toString).toList();
        assertThat(requests.indexOf("DELETE " + CLUSTERS + "/c"))
                .isBetween(0, requests.lastIndexOf("GET " + CLUSTERS + "/a"));
        assertThat(err())
                .contains("Cluster a is gone", "Cluster c is gone")
                .contains("error: 1 of 3 clusters are not gone:\n       - b: there is no cluster b in namespace work");
    }

    @Test
    void onlyTheOperatorsOwnPodsAreWaitedFor() {
        kubernetes
                .answers("GET " + CLUSTERS + "/a", new Answer(200, cluster("a", "", READY)), FakeKubernetes.notFound())
                .answers("DELETE " + CLUSTERS + "/a", "{}")
                .answers("GET " + PODS, NONE);
        assertThat(run("down", "a")).isZero();
        var pods = kubernetes.requests().stream()
                .filter(request -> request.path().equals(PODS))
                .toList();
        assertThat(pods)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.query())
                        .contains("app.kubernetes.io/instance=a", "app.kubernetes.io/managed-by=hearth"));
    }

    @Test
    void podsThatStayAreATimeoutThatSaysWhatToDo() {
        kubernetes
                .answers("GET " + CLUSTERS + "/a", new Answer(200, cluster("a", "", READY)), FakeKubernetes.notFound())
                .answers("DELETE " + CLUSTERS + "/a", "{}")
                .answers("GET " + PODS, "{\"items\":[{\"metadata\":{\"name\":\"a-worker-x\"}}]}");
        assertThat(run("down", "a", "--timeout", "0s")).isEqualTo(3);
        assertThat(err()).contains("1 of its pods", "kubectl -n work describe pod a-worker-x");
    }

    @Test
    void scalingASuspendedClusterSaysThatItIsSuspended() {
        kubernetes
                .answers(
                        "GET " + CLUSTERS + "/demo",
                        cluster("demo", "\"suspend\": true, \"workers\": {\"replicas\": 2}", READY))
                .answers("PATCH " + CLUSTERS + "/demo", cluster("demo", "", READY));
        assertThat(run("scale", "demo", "4")).isZero();
        assertThat(err())
                .isEqualTo("Cluster demo is suspended: it gets 4 workers (before: 2) when you bring it back with:"
                        + " hearth up demo --resume\n");
    }

    @Test
    void thePagesOfAClusterEndWithIt() {
        kubernetes.answers("GET " + CLUSTERS + "/demo", FakeKubernetes.notFound());
        assertThat(run("ui", "demo")).isEqualTo(1);
        assertThat(err()).contains("there is no cluster demo");
        kubernetes
                .answers(
                        "GET " + CLUSTERS + "/demo",
                        new Answer(200, cluster("demo", "", READY)),
                        FakeKubernetes.notFound())
                .answers(
                        "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                        "{\"status\": {\"allowed\": false}}");
        assertThat(run("ui", "demo")).isEqualTo(1);
        assertThat(out()).startsWith("http://localhost:");
        assertThat(err()).contains("cluster demo was deleted, and its web pages with it");
    }
}
