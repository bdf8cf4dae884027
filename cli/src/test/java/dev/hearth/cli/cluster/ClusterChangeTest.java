package dev.hearth.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterChangeTest {
    private static ClusterChange change(Optional<Integer> workers, Optional<String> memory) {
        var none = ClusterChange.NONE;
        return new ClusterChange(
                none.masters(),
                workers,
                none.cores(),
                memory,
                none.image(),
                none.sparkVersion(),
                none.suspend(),
                none.workerCpu());
    }

    @Test
    void flagsThatWereNotGivenAreNotInThePatch() {
        assertThat(ClusterChange.ofWorkers(4).patch()).hasToString("{\"spec\":{\"workers\":{\"replicas\":4}}}");
        assertThat(change(Optional.empty(), Optional.of("4g")).patch())
                .hasToString("{\"spec\":{\"workers\":{\"memory\":\"4g\"}}}");
    }

    @Test
    void everyFlagHasItsField() {
        var all = new ClusterChange(
                Optional.of(5),
                Optional.of(3),
                Optional.of(2),
                Optional.of("2g"),
                Optional.of("apache/spark:4.1.0"),
                Optional.of("4.1.0"),
                Optional.of(true),
                Optional.of("200m"));
        assertThat(all.patch())
                .hasToString("{\"spec\":{\"sparkVersion\":\"4.1.0\",\"image\":\"apache/spark:4.1.0\",\"suspend\":true,"
                        + "\"masters\":{\"replicas\":5},\"workers\":{\"replicas\":3,\"cores\":2,\"memory\":\"2g\","
                        + "\"resources\":{\"requests\":{\"cpu\":\"200m\"}}}}}");
    }

    @Test
    void aNewClusterWithoutFlagsHasAnEmptySpec() {
        assertThat(ClusterChange.NONE.create("demo", "work"))
                .hasToString("{\"apiVersion\":\"hearth.dev/v1\",\"kind\":\"SparkCluster\","
                        + "\"metadata\":{\"name\":\"demo\",\"namespace\":\"work\"},\"spec\":{}}");
    }

    @Test
    void flagsGoOverTheFileAndLeaveItsOtherFieldsAlone() {
        var file = ClusterFile.of(Path.of("c.yaml"), """
                apiVersion: hearth.dev/v1
                kind: SparkCluster
                metadata: {name: mine}
                spec:
                  workers: {replicas: 2, cores: 8}
                """);
        var merged = ClusterChange.ofWorkers(5).onto(file.object(), "mine", "team");
        assertThat(merged.at("/spec/workers")).hasToString("{\"replicas\":5,\"cores\":8}");
        assertThat(merged.at("/metadata/namespace").asText()).isEqualTo("team");
        assertThat(file.object().at("/spec/workers/replicas").asInt()).isEqualTo(2);
    }

    @Test
    void theNameOfTheCommandLineGoesIntoAFileWithoutOne() {
        var file = ClusterFile.of(Path.of("c.yaml"), "{kind: SparkCluster, spec: {}}");
        assertThat(ClusterChange.NONE.onto(file.object(), "given", "team").path("metadata"))
                .hasToString("{\"name\":\"given\",\"namespace\":\"team\"}");
    }
}
