package dev.hearth.operator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hearth.api.History.AccessMode;
import dev.hearth.api.SparkClusterStatus;
import dev.hearth.api.SparkClusterStatus.HistoryStatus;
import dev.hearth.operator.desired.Clusters;
import dev.hearth.operator.desired.EventLogs;
import dev.hearth.operator.observe.HistoryObservation;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryReportTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");
    private static final EventLogs ON_CLAIM = new EventLogs("file:///var/lib/spark/events", true);
    private static final String READY = "{conditions: [{type: Ready, status: 'True'}]}";
    private static final String STARTING = "{conditions: [{type: Ready, status: 'False'}]}";
    private static final String UNSCHEDULABLE =
            "{conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: 0/1 nodes}]}";
    private static final String CRASHING =
            "{containerStatuses: [{restartCount: 3, ready: false, state: {waiting: {reason: CrashLoopBackOff}}}]}";

    @Test
    void aServerThatAnswersIsAvailableAndItsClaimIsForDrivers() {
        var report = report("{}", onClaim("Bound", READY));
        assertThat(report.condition())
                .returns("True", Condition::getStatus)
                .returns("Serving", Condition::getReason)
                .returns(
                        "event logs are kept in file:///var/lib/spark/events on the claim demo-history",
                        Condition::getMessage);
        assertThat(report.status())
                .isEqualTo(new HistoryStatus(
                        "file:///var/lib/spark/events", "demo-history", AccessMode.ReadWriteOnce, true));
    }

    @Test
    void aLocationHasNoClaim() {
        var there = new HistoryObservation(
                Optional.of(new EventLogs("s3a://b/e", false)),
                Optional.of(claim("Bound")),
                List.of(pod(READY)),
                Optional.empty());
        assertThat(report("{history: {location: 's3a://b/e'}}", there).status())
                .isEqualTo(new HistoryStatus("s3a://b/e", null, null, true));
    }

    @ParameterizedTest(name = "claim {0}, pod {1}: {2}, for drivers {3}")
    @CsvSource(delimiter = '|', textBlock = """
            Pending | STARTING      | Starting         | true
            Bound   | CRASHING      | CrashLoopBackOff | true
            Pending | UNSCHEDULABLE | Unschedulable    | false
            Bound   | UNSCHEDULABLE | Unschedulable    | false
            Lost    | STARTING      | Starting         | false
            """)
    void aDriverDoesNotWaitForAClaimThatNoNodeCanUse(String phase, String pod, String reason, boolean forDrivers) {
        var report = report("{}", onClaim(phase, status(pod)));
        assertThat(report.condition()).returns("False", Condition::getStatus).returns(reason, Condition::getReason);
        assertThat(report.condition().getMessage().contains("kubectl describe pvc demo-history"))
                .isEqualTo(!phase.equals("Bound"));
        assertThat(report.status().claim() != null).isEqualTo(forDrivers);
    }

    @Test
    void whatKubernetesRefusesIsSaid() {
        var refused = new HistoryObservation(
                Optional.of(ON_CLAIM), Optional.empty(), List.of(), Optional.of("Kubernetes refused it: quota"));
        assertThat(report("{}", refused).condition().getMessage()).endsWith("quota");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {history: {size: 5Gi}}                    | size 5Gi, since it has 10Gi and no claim shrinks
            {history: {accessMode: ReadWriteMany}}    | accessMode ReadWriteMany, since it was made with ReadWriteOnce
            {history: {storageClassName: slow}}       | storageClassName slow, since it was made with fast
            """)
    void whatAClaimCannotBecomeIsSaid(String spec, String words) {
        assertThat(report(spec, onClaim("Bound", READY)).condition().getMessage())
                .contains(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                             | no default storage class
            {history: {enabled: false}}                    | spec.history.enabled is false
            {sparkConf: {spark.eventLog.dir: 's3a://b/e'}} | spec.sparkConf says itself
            """)
    void whyEventLogsAreNotKeptIsSaid(String spec, String words) {
        var report = report(spec, HistoryObservation.NONE);
        assertThat(report.condition()).returns("Off", Condition::getReason);
        assertThat(report.condition().getMessage()).contains(words);
        assertThat(report.status()).isNull();
    }

    @Test
    void eventsTellOfTroubleAndNotOfAStart() {
        var off = status(report("{}", HistoryObservation.NONE));
        var starting = status(report("{}", onClaim("Pending", STARTING)));
        var serving = status(report("{}", onClaim("Bound", READY)));
        var crashing = status(report("{}", onClaim("Bound", CRASHING)));
        assertThat(Happening.between(off, starting)).isEmpty();
        assertThat(Happening.between(starting, serving))
                .extracting(Happening::warning, Happening::reason)
                .containsExactly(tuple(false, "HistoryAvailable"));
        assertThat(Happening.between(serving, crashing))
                .extracting(Happening::warning, Happening::reason)
                .containsExactly(tuple(true, "HistoryNotAvailable"));
        assertThat(Happening.between(serving, off))
                .extracting(Happening::warning, Happening::reason)
                .containsExactly(tuple(false, "HistoryNotAvailable"));
    }

    private static HistoryReport report(String spec, HistoryObservation observed) {
        return new HistoryReport(Clusters.demo(spec), observed, NOW);
    }

    private static SparkClusterStatus status(HistoryReport report) {
        return SparkClusterStatus.unknown().withConditions(7L, List.of(report.condition()));
    }

    private static String status(String pod) {
        return switch (pod) {
            case "STARTING" -> STARTING;
            case "CRASHING" -> CRASHING;
            default -> UNSCHEDULABLE;
        };
    }

    private static HistoryObservation onClaim(String phase, String podStatus) {
        return new HistoryObservation(
                Optional.of(ON_CLAIM), Optional.of(claim(phase)), List.of(pod(podStatus)), Optional.empty());
    }

    private static PersistentVolumeClaim claim(String phase) {
        return Serialization.unmarshal("""
                metadata: {name: demo-history}
                spec: {accessModes: [ReadWriteOnce], storageClassName: fast, resources: {requests: {storage: 10Gi}}}
                status: {phase: %s}
                """.formatted(phase), PersistentVolumeClaim.class);
    }

    private static Pod pod(String status) {
        return Serialization.unmarshal("metadata: {name: demo-history-x}\nstatus: " + status, Pod.class);
    }
}
