package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.node.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters of other Sparks than the default: an older version, and an image that knows nothing of Hearth. */
@RealKubernetes
class OtherImagesE2E {
    private static final String FOREIGN = "foreign-spark:4.3.0";
    private static final String VERSION = "import pyspark; print('version', pyspark.__version__)";

    @TempDir
    private Path folder;

    private TestNamespace namespace;

    @BeforeAll
    void createANamespace() {
        namespace = TestNamespace.create("e2e-images");
    }

    @AfterAll
    void removeAll() {
        namespace.close();
    }

    @Test
    void aClusterOfAnOlderSparkComputesSurvivesItsMasterAndIsUpgradedWhenNothingRuns() throws Exception {
        namespace.hearth("image", "build", "--spark-version", "3.5.9", "--load").output();
        proves("old", "{sparkVersion: 3.5.9, workers: {replicas: 1}}", "3.5.9", this::anUpgradeWaits);
        namespace.awaitReady("old", 1);
        assertThat(namespace.pyspark("old", VERSION)).contains("version 4.3.0");
    }

    @Test
    void aClusterOfAUsersOwnImageComputesAndSurvivesItsMaster() throws Exception {
        loadTheForeignImage();
        proves("own", "{image: '" + FOREIGN + "', workers: {replicas: 1}}", "4.3.0", () -> {});
        assertThat(namespace
                        .kubectl("exec", "own-master-0", "--", "ls", "/opt/spark/hearth")
                        .err())
                .as("nothing of Hearth's is in the image")
                .contains("No such file");
    }

    /** The application that runs would not survive it. */
    private void anUpgradeWaits() throws IOException {
        var pods = new HashSet<>(namespace.podIds("old", "master"));
        pods.addAll(namespace.podIds("old", "worker"));
        namespace
                .kubectl("patch", "sparkcluster/old", "--type=merge", "-p", "{\"spec\":{\"sparkVersion\":\"4.3.0\"}}")
                .output();
        namespace.awaitCluster(
                "old",
                "waiting",
                it -> it.getStatus().conditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Progressing")
                                && condition.getReason().equals("WaitingForApplications")));
        var program = Files.writeString(folder.resolve("late.py"), Jobs.SUM);
        assertThat(namespace.hearth("submit", "old", program.toString()).err())
                .contains("takes no new applications: the change from Spark 3.5.9 to 4.3.0 waits");
        assertThat(namespace.podIds("old", "master")).isSubsetOf(pods);
        assertThat(namespace.podIds("old", "worker")).isSubsetOf(pods);
    }

    private void proves(String cluster, String spec, String version, LongJob.Disturbance meanwhile) throws Exception {
        namespace.apply(cluster, spec);
        namespace.awaitReady(cluster, 1);
        assertThat(namespace.pyspark(cluster, VERSION + "\n" + Jobs.SUM))
                .contains("version " + version, "sum=4950 executors=1");

        var said = new LongJob(namespace, folder).survives(cluster, 1, () -> {
            var restarts = namespace.restarts(cluster, "worker");
            namespace.kubectl("delete", "pod", cluster + "-master-0").output();
            namespace.awaitReady(cluster, 1);
            namespace.awaitCluster(
                    cluster,
                    "with its application",
                    it -> it.getStatus().applications().running() == 1);
            assertThat(namespace.restarts(cluster, "worker")).isEqualTo(restarts);
            meanwhile.happen();
        });
        assertThat(said).doesNotContain("Lost executor");
    }

    private void loadTheForeignImage() throws IOException {
        var hearths = folder.resolve("hearths.tar");
        var foreign = folder.resolve("foreign.tar");
        var script = folder.resolve("foreign-image");
        namespace.hearth("image", "build", "--tar", hearths.toString()).output();
        try (var source = OtherImagesE2E.class.getResourceAsStream("foreign-image")) {
            Files.copy(source, script);
        }
        World.get()
                .shell()
                .run(
                        "python3",
                        script.toString(),
                        hearths.toString(),
                        foreign.toString(),
                        "docker.io/library/" + FOREIGN)
                .output();
        Node.ofThisMachine().importImage(foreign);
    }
}
