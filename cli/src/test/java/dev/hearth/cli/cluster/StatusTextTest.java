package dev.hearth.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hearth.cli.terminal.Style;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    private static final Style PLAIN = new Style(false, false);
    private final StatusText text = new StatusText(PLAIN, Instant.parse("2026-11-22T10:05:00Z"));

    @Test
    void showsEverythingOfAReadyCluster() {
        assertThat(text.of(ClusterFixture.ready(), List.of())).isEqualTo("""
                demo  Spark 4.3.0, namespace work, 65m old
                ok ready: the master leads and 2 of 2 workers are alive

                MASTER          STATE    ADDRESS                    CORES      MEMORY
                demo-master-0   LEADER   spark://demo-master:7077   1/2 used   1g/2g used

                WORKER          STATE   CORES      MEMORY
                demo-worker-a   ALIVE   1/1 used   1g/1g used
                demo-worker-b   DEAD    0/1 used   0m/1536m used

                APPLICATION   NAME        STATE     CORES   SINCE
                app-1         @|red x|@   RUNNING   1       5m
                4 ended since this master started""");
    }

    @Test
    void saysWhyAClusterIsNotReadyAndWhatHappened() throws JsonProcessingException {
        var cluster = ClusterFixture.saying("!Ready=ImagePullBackOff: demo-master-0: no such image");
        var events = new YAMLMapper().readTree("""
                items:
                - {involvedObject: {kind: Pod, name: demo-master-0}, type: Warning, reason: Failed, message: "no\\nimage",
                   lastTimestamp: "2026-11-22T10:04:00Z"}
                - {involvedObject: {kind: Pod, name: other-master-0}, reason: Failed, message: not ours}
                - {involvedObject: {kind: SparkCluster, name: demo}, reason: Created, message: made it,
                   eventTime: "2026-11-22T10:03:00.000000Z"}
                """);
        assertThat(text.of(cluster, Happening.newest(events, "demo", 5))).isEqualTo("""
                demo  Spark 4.3.0, namespace work, 65m old
                !! not ready: demo-master-0: no such image
                  check spec.image (and imagePullSecrets), or put Hearth's own image there with: hearth image build --load

                MASTER   STATE        ADDRESS   CORES   MEMORY
                -        NONE LEADS   -         -       -

                2 of 2 workers are missing

                no application runs; 0 ended since this master started

                AGO   EVENT     OBJECT          MESSAGE
                2m    Created   demo            made it
                60s   Failed    demo-master-0   no image""");
    }

    @Test
    void aSuspendedClusterMissesNothing() {
        var cluster = ClusterFixture.of("", ", suspend: true", """
                  observedGeneration: 3
                  conditions:
                  - {type: Ready, status: "False", reason: Suspended, message: the cluster has no pods}
                """);
        assertThat(text.of(cluster, List.of()))
                .contains("not ready: the cluster has no pods")
                .contains("hearth up demo --resume")
                .doesNotContain("missing")
                .doesNotContain("NONE LEADS");
    }

    @Test
    void listsClustersInOneLineEach() {
        assertThat(text.list(
                        List.of(ClusterFixture.ready(), ClusterFixture.saying("!Ready=NoMaster: no master")), true))
                .isEqualTo("""
                        NAMESPACE   NAME   READY   WORKERS   CORES   APPS   SPARK   AGE   WHY NOT
                        work        demo   yes     2/2       1/2     1      4.3.0   65m
                        work        demo   no      -         -       -      4.3.0   65m   no master""");
    }
}
