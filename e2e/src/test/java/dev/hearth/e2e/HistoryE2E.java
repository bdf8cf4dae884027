package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of applications when they have ended. */
@RealKubernetes
class HistoryE2E {
    private static final String SPEC =
            "{workers: {replicas: 1, resources: {requests: {cpu: 50m}}}, masters: {resources: {requests: {cpu: 50m}}}}";

    private static final String PROGRAM = """
            from pyspark.sql import SparkSession
            spark = SparkSession.builder.appName("%s").getOrCreate()
            print("COUNT", spark.range(1000).repartition(2).count())
            """;

    @TempDir
    private static Path folder;

    private TestNamespace namespace;

    @BeforeAll
    void createACluster() {
        namespace = TestNamespace.create("e2e-history");
        namespace.apply("demo", SPEC);
        namespace.awaitReady("demo", 1);
        namespace.awaitHistory("demo");
    }

    @AfterAll
    void removeAll() {
        namespace.close();
    }

    @Test
    void aSubmittedApplicationIsThereAfterItsEndWhateverHappensToThePods() throws Exception {
        submit("demo", "to be kept");
        awaitFinished("demo", "to be kept");

        deletePods("demo", "history");
        deletePods("demo", "master");
        namespace.awaitHistory("demo");
        awaitFinished("demo", "to be kept");
    }

    @Test
    void aPromptIsThereAfterItsEnd() {
        var prompt = World.get()
                .shell()
                .feed(
                        "print('COUNT', spark.range(7).count())\n",
                        "./hearth",
                        "-n",
                        namespace.name(),
                        "pyspark",
                        "demo",
                        "--cores",
                        "50m");
        assertThat(prompt.output()).contains("COUNT 7");
        awaitFinished("demo", "PySparkShell");
    }

    @Test
    void anApplicationInTheMastersPodNeedsNoVolume() {
        assertThat(namespace.pyspark("demo", PROGRAM.formatted("in the master's pod")))
                .contains("COUNT 1000");
    }

    @Test
    void whoeverSwitchesItOffKeepsTheLogsAndNothingRestarts() throws Exception {
        namespace.apply("switched", SPEC);
        namespace.awaitReady("switched", 1);
        namespace.awaitHistory("switched");
        submit("switched", "before");
        awaitFinished("switched", "before");
        var workers = namespace.podIds("switched", "worker");

        namespace
                .kubectl(
                        "patch",
                        "sparkcluster",
                        "switched",
                        "--type=merge",
                        "-p",
                        "{\"spec\":{\"history\":{\"enabled\":false}}}")
                .output();
        await().atMost(TestNamespace.PATIENCE)
                .untilAsserted(() -> assertThat(namespace.remains("switched"))
                        .noneMatch(object -> object.startsWith("deployment.apps/switched-history")));
        assertThat(claims("switched")).containsExactly("persistentvolumeclaim/switched-history");
        namespace.awaitCluster(
                "switched",
                "without history",
                it -> it.getStatus().history() == null && !TestNamespace.isTrue(it, "HistoryAvailable"));

        namespace
                .kubectl(
                        "patch",
                        "sparkcluster",
                        "switched",
                        "--type=json",
                        "-p",
                        "[{\"op\":\"remove\",\"path\":\"/spec/history/enabled\"}]")
                .output();
        namespace.awaitHistory("switched");
        awaitFinished("switched", "before");
        assertThat(namespace.podIds("switched", "worker")).isEqualTo(workers);

        namespace.kubectl("delete", "sparkcluster", "switched").output();
        await().atMost(TestNamespace.PATIENCE)
                .untilAsserted(() -> assertThat(claims("switched")).isEmpty());
    }

    @Test
    void aLocationTakesThePlaceOfTheClaim() {
        // Another name of Hadoop for a folder that every pod has, so that nothing needs to be there but Spark.
        var spec = """
                {workers: {replicas: 0}, masters: {resources: {requests: {cpu: 50m}}},
                 sparkConf: {spark.hadoop.fs.viewfs.mounttable.all.linkFallback: 'file:/tmp'},
                 history: {location: 'viewfs://all/', retention: 12h}}
                """;
        namespace.apply("elsewhere", spec);
        namespace.awaitHistory("elsewhere");
        assertThat(claims("elsewhere")).isEmpty();
        assertThat(namespace
                        .cluster("elsewhere")
                        .orElseThrow()
                        .getStatus()
                        .history()
                        .eventLogs())
                .isEqualTo("viewfs://all/");
        namespace.kubectl("delete", "sparkcluster", "elsewhere").output();
    }

    @Test
    void aClaimThatGetsNoVolumeIsSaidAndKeepsNobodyFromWorking() throws Exception {
        namespace.apply(
                "pending",
                "{workers: {replicas: 1, resources: {requests: {cpu: 50m}}}, masters: {resources: {requests: {cpu: 50m}}},"
                        + " history: {storageClassName: no-such-class}}");
        namespace.awaitReady("pending", 1);
        var cluster = namespace.awaitCluster(
                "pending",
                "without a volume",
                it -> it.getStatus().conditions().stream()
                        .anyMatch(condition -> condition.getType().equals("HistoryAvailable")
                                && condition.getReason().equals("Unschedulable")
                                && condition.getMessage().contains("kubectl describe pvc pending-history")));
        assertThat(cluster.getStatus().history().claim()).isNull();
        submit("pending", "without a trace");
        namespace.kubectl("delete", "sparkcluster", "pending").output();
    }

    private void submit(String cluster, String name) throws Exception {
        var program = folder.resolve("program.py");
        Files.writeString(program, PROGRAM.formatted(name));
        assertThat(namespace
                        .hearth("submit", cluster, "--cores", "50m", program.toString())
                        .output())
                .contains("COUNT 1000");
    }

    private void awaitFinished(String cluster, String application) {
        await("application " + application + " in the history")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(applications(cluster)).contains("\"name\" : \"" + application + "\""));
    }

    /** What the server itself answers. */
    private String applications(String cluster) {
        var pods = namespace.pods(cluster, "history");
        return pods.isEmpty()
                ? "no pod"
                : namespace
                        .kubectl(
                                "get",
                                "--raw",
                                "/api/v1/namespaces/%s/pods/%s:18080/proxy/api/v1/applications?status=completed"
                                        .formatted(
                                                namespace.name(),
                                                pods.getFirst().getMetadata().getName()))
                        .out();
    }

    private List<String> claims(String cluster) {
        return namespace
                .kubectl("get", "pvc", "-l", "app.kubernetes.io/instance=" + cluster, "-o", "name")
                .output()
                .lines()
                .toList();
    }

    private void deletePods(String cluster, String component) {
        namespace
                .kubectl(
                        "delete",
                        "pod",
                        "-l",
                        "app.kubernetes.io/instance=" + cluster + ",app.kubernetes.io/component=" + component)
                .output();
    }
}
