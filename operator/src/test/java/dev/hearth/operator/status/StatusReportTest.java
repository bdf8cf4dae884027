package dev.hearth.operator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hearth.api.SparkClusterStatus;
import dev.hearth.operator.desired.Clusters;
import dev.hearth.operator.observe.HistoryObservation;
import dev.hearth.operator.observe.MasterAnswer;
import dev.hearth.operator.observe.MasterState;
import dev.hearth.operator.observe.Observation;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusReportTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");
    private static final MasterAnswer SILENT = new MasterAnswer.Silent("http://10.0.0.1:8080/json/ does not answer");
    private static final Pod MASTER = pod("demo-master-0", "10.0.0.1", "{conditions: [{type: Ready, status: 'True'}]}");
    private static final Pod WORKER_A = pod("demo-worker-a", "10.0.0.2", "{}");
    private static final Pod WORKER_B = pod("demo-worker-b", "10.0.0.3", "{}");

    @Test
    void aClusterIsReadyWhenItsMasterReportsEveryWantedWorkerAlive() {
        var status = report(List.of(WORKER_A, WORKER_B), leading(alive("10.0.0.2"), alive("10.0.0.3")));
        assertThat(condition(status, "Ready").getStatus()).isEqualTo("True");
        assertThat(condition(status, "Progressing").getStatus()).isEqualTo("False");
        assertThat(status.workers().summary()).isEqualTo("2/2");
        assertThat(status.cores().summary()).isEqualTo("2/4");
        assertThat(status.leader()).isEqualTo("demo-master-0");
        assertThat(status.observedGeneration()).isEqualTo(7);
    }

    @Test
    void aClusterIsNotReadyBecauseItsObjectsExist() {
        var status = report(List.of(WORKER_A, WORKER_B), SILENT);
        assertThat(condition(status, "Ready"))
                .returns("False", Condition::getStatus)
                .returns("MasterNotAnswering", Condition::getReason)
                .returns("http://10.0.0.1:8080/json/ does not answer", Condition::getMessage);
        assertThat(status.leader()).isNull();
    }

    @Test
    void aRecoveringMasterDoesNotLeadYet() {
        var recovering = new MasterAnswer.Answered(new MasterState("RECOVERING", List.of(), List.of(), List.of()));
        assertThat(condition(report(List.of(WORKER_A), recovering), "MasterAvailable"))
                .returns("False", Condition::getStatus)
                .returns("Recovering", Condition::getReason);
    }

    @Test
    void workersWhosePodIsGoneDoNotCount() {
        var status =
                report(List.of(WORKER_A), leading(alive("10.0.0.2"), alive("10.9.9.9"), worker("10.0.0.2", "DEAD")));
        assertThat(status.workers().alive()).isEqualTo(1);
        assertThat(status.workerList()).extracting("pod").containsExactly("demo-worker-a");
        assertThat(condition(status, "Ready").getStatus()).isEqualTo("False");
    }

    @Test
    void theSchedulersWordsAreTheReason() {
        var pending = pod("demo-worker-b", null, """
                {conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: 'Insufficient cpu'}]}
                """);
        var ready = condition(report(List.of(WORKER_A, pending), leading(alive("10.0.0.2"))), "Ready");
        assertThat(ready.getReason()).isEqualTo("Unschedulable");
        assertThat(ready.getMessage())
                .isEqualTo("1 of 2 workers are alive; demo-worker-b: no node takes it: Insufficient cpu");
    }

    @ParameterizedTest
    @CsvSource({
        "ErrImagePull, no such image",
        "ImagePullBackOff, Back-off pulling image \"hearth/spark:none\": ErrImagePull: no such image",
    })
    void anImageThatCannotBePulledNeedsAPersonAndIsToldOnce(String reason, String message) {
        var stuck = pod("demo-worker-b", null, """
                {containerStatuses: [{image: 'hearth/spark:none', state: {waiting: {reason: %s, message: '%s'}}}]}
                """.formatted(reason, message));
        var status = report(List.of(WORKER_A, stuck), leading(alive("10.0.0.2")));
        assertThat(condition(status, "Degraded"))
                .returns("True", Condition::getStatus)
                .returns("ImagePullBackOff", Condition::getReason)
                .returns(
                        "demo-worker-b: the image hearth/spark:none cannot be pulled: no such image",
                        Condition::getMessage);
    }

    @Test
    void pastWorkersThatStillLeaveAreProgress() {
        var three = List.of(WORKER_A, WORKER_B, pod("demo-worker-c", "10.0.0.4", "{}"));
        var status = report(three, leading(alive("10.0.0.2"), alive("10.0.0.3"), alive("10.0.0.4")));
        assertThat(condition(status, "Progressing").getReason()).isEqualTo("PodsLeaving");
        assertThat(condition(status, "Ready").getStatus()).isEqualTo("True");
    }

    @Test
    void aSuspendedClusterIsSettledAndNotReady() {
        var cluster = Clusters.demo("{suspend: true}");
        var status = StatusReport.of(cluster, withoutPods(0), Optional.empty(), null, NOW);
        assertThat(condition(status, "Ready").getReason()).isEqualTo("Suspended");
        assertThat(condition(status, "Progressing").getStatus()).isEqualTo("False");
    }

    @Test
    void aSuspendedClusterIsLeftInPeace() {
        var cluster = Clusters.demo("{suspend: true}");
        assertThat(StatusReport.staysTrueFor(
                        StatusReport.of(cluster, withoutPods(0), Optional.empty(), null, NOW), NOW))
                .isEmpty();
        var refused = Optional.of(new Refusal("NameTaken", "Secret demo-conf exists already"));
        assertThat(StatusReport.staysTrueFor(StatusReport.of(cluster, withoutPods(0), refused, null, NOW), NOW))
                .as("somebody may remove the other's object")
                .isPresent();
    }

    @Test
    void aMasterThatDoesNotExistIsNotAskedEverySecond() {
        var status = StatusReport.of(Clusters.demo("{}"), withoutPods(1), Optional.empty(), null, NOW);
        assertThat(condition(status, "MasterAvailable").getReason()).isEqualTo("MasterMissing");
        assertThat(StatusReport.staysTrueFor(status, NOW)).contains(Duration.ofSeconds(5));
    }

    @Test
    void whileThereIsNoMasterItsLossHasATime() {
        var ready = report(List.of(WORKER_A, WORKER_B), leading(alive("10.0.0.2"), alive("10.0.0.3")));
        assertThat(StatusReport.masterLost(ready, NOW.plusMillis(4711))).isEqualTo(NOW.plusSeconds(4));
        var lost = StatusReport.of(Clusters.demo("{}"), withoutPods(1), Optional.empty(), ready, NOW.plusSeconds(60));
        var later = StatusReport.of(Clusters.demo("{}"), withoutPods(1), Optional.empty(), lost, NOW.plusSeconds(90));
        assertThat(StatusReport.masterLost(later, NOW.plusSeconds(99))).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void podsOfTheFormerSpecAreNotReady() {
        var rolling = with(settled(StatefulSet.class, 1), parse(Deployment.class, """
                        {metadata: {generation: 2}, spec: {replicas: 2},
                         status: {observedGeneration: 2, replicas: 2, updatedReplicas: 1}}
                        """));
        var status = StatusReport.of(Clusters.demo("{}"), rolling, Optional.empty(), null, NOW);
        assertThat(condition(status, "Ready"))
                .returns("False", Condition::getStatus)
                .returns("RollingOut", Condition::getReason);
        assertThat(condition(status, "WorkersAvailable").getStatus()).isEqualTo("True");
    }

    @Test
    void aSpecThatKubernetesHasNotLookedAtYetIsNotInEffect() {
        var unseen = with(parse(StatefulSet.class, """
                        {metadata: {generation: 2}, spec: {replicas: 1}, status: {observedGeneration: 1, replicas: 1,
                         updatedReplicas: 1, currentRevision: a, updateRevision: a}}
                        """), settled(Deployment.class, 2));
        var status = StatusReport.of(Clusters.demo("{}"), unseen, Optional.empty(), null, NOW);
        assertThat(condition(status, "Ready").getReason()).isEqualTo("RollingOut");
    }

    @Test
    void aMasterThatIsNotElectedForLongNeedsAPerson() {
        var waiting = pod("demo-master-0", "10.0.0.1", """
                {containerStatuses: [{name: master, state: {running: {startedAt: '2026-11-22T20:00:00Z'}}}]}
                """);
        var standby = new MasterAnswer.Answered(new MasterState("STANDBY", List.of(), List.of(), List.of()));
        var observed = new Observation(
                Optional.empty(),
                Optional.of(settled(StatefulSet.class, 1)),
                Optional.of(settled(Deployment.class, 2)),
                List.of(waiting),
                List.of(WORKER_A, WORKER_B),
                List.of(),
                Optional.empty(),
                Optional.of("demo-master-0"),
                standby,
                HistoryObservation.NONE);
        var soon = StatusReport.of(Clusters.demo("{}"), observed, Optional.empty(), null, NOW.plusSeconds(100));
        assertThat(condition(soon, "Degraded").getStatus()).isEqualTo("False");
        var old = StatusReport.of(Clusters.demo("{}"), observed, Optional.empty(), soon, NOW.plusSeconds(130));
        assertThat(condition(old, "Degraded").getStatus())
                .as("a standby that has run for long, and whose time comes just now")
                .isEqualTo("False");
        var late = StatusReport.of(Clusters.demo("{}"), observed, Optional.empty(), old, NOW.plusSeconds(230));
        assertThat(condition(late, "Degraded"))
                .returns("True", Condition::getStatus)
                .returns("MasterNotElected", Condition::getReason);
        assertThat(condition(late, "Degraded").getMessage()).contains("kubectl delete pod demo-master-0");
    }

    @Test
    void aWorkerOfIpv6IsFoundByItsPod() {
        var status = report(
                List.of(pod("demo-worker-a", "fd00::2", "{}"), WORKER_B),
                leading(alive("[fd00::2]"), alive("10.0.0.3")));
        assertThat(status.workers().summary()).isEqualTo("2/2");
    }

    @Test
    void aClusterIsAskedOftenOnlyWhileItChanges() {
        var ready = report(List.of(WORKER_A, WORKER_B), leading(alive("10.0.0.2"), alive("10.0.0.3")));
        var stuck = report(List.of(WORKER_A), SILENT);
        assertThat(StatusReport.staysTrueFor(ready, NOW)).contains(Duration.ofSeconds(10));
        assertThat(StatusReport.staysTrueFor(stuck, NOW)).contains(Duration.ofSeconds(1));
        assertThat(StatusReport.staysTrueFor(stuck, NOW.plusSeconds(600))).contains(Duration.ofSeconds(5));
    }

    @Test
    void aConditionKeepsItsTimeUntilItChanges() {
        var observed = observation(List.of(WORKER_A, WORKER_B), leading(alive("10.0.0.2"), alive("10.0.0.3")));
        var cluster = Clusters.demo("{}");
        var first = StatusReport.of(cluster, observed, Optional.empty(), null, NOW);
        var later = NOW.plusSeconds(60);
        assertThat(StatusReport.of(cluster, observed, Optional.empty(), first, later))
                .isEqualTo(first);
        var broken = StatusReport.of(cluster, observation(List.of(WORKER_A), SILENT), Optional.empty(), first, later);
        assertThat(condition(broken, "Ready").getLastTransitionTime()).isEqualTo("2026-11-22T20:01:00Z");
        assertThat(condition(broken, "Degraded").getLastTransitionTime()).isEqualTo("2026-11-22T20:00:00Z");
    }

    @Test
    void whatTheApiServerRefusesIsSaidBesideWhatIsObserved() {
        var status = StatusReport.of(
                Clusters.demo("{}"),
                observation(List.of(WORKER_A), leading(alive("10.0.0.2"))),
                Optional.of(new Refusal("ObjectRefused", "Kubernetes refused StatefulSet demo-master: unknown field")),
                null,
                NOW);
        assertThat(condition(status, "Degraded").getMessage()).endsWith("unknown field");
        assertThat(condition(status, "Ready").getReason()).isEqualTo("ObjectRefused");
        assertThat(condition(status, "MasterAvailable").getStatus()).isEqualTo("True");
        assertThat(status.workers().summary()).isEqualTo("1/2");
    }

    @Test
    void aClusterWhoseSpecCouldNotBeWrittenIsNotReady() {
        var status = StatusReport.of(
                Clusters.demo("{}"),
                observation(List.of(WORKER_A, WORKER_B), leading(alive("10.0.0.2"), alive("10.0.0.3"))),
                Optional.of(new Refusal("NameTaken", "Secret demo-conf exists already")),
                null,
                NOW);
        assertThat(condition(status, "Ready"))
                .returns("False", Condition::getStatus)
                .returns("NameTaken", Condition::getReason);
    }

    @Test
    void aLeaderWhosePodIsNotReadyIsNotAvailableToClients() {
        var observed = new Observation(
                Optional.empty(),
                Optional.of(settled(StatefulSet.class, 1)),
                Optional.of(settled(Deployment.class, 2)),
                List.of(pod("demo-master-0", "10.0.0.1", "{}")),
                List.of(WORKER_A, WORKER_B),
                List.of(),
                Optional.empty(),
                Optional.of("demo-master-0"),
                leading(alive("10.0.0.2"), alive("10.0.0.3")),
                HistoryObservation.NONE);
        var status = StatusReport.of(Clusters.demo("{}"), observed, Optional.empty(), null, NOW);
        assertThat(condition(status, "Ready").getReason()).isEqualTo("MasterNotReady");
    }

    @Test
    void aContainerThatEndsAgainAndAgainIsInTroubleWhileItRunsBetween() {
        var crashing = pod("demo-worker-b", "10.0.0.3", """
                {containerStatuses: [{restartCount: 3, ready: false, state: {running: {}},
                  lastState: {terminated: {exitCode: 1, reason: Error}}}]}
                """);
        var status = report(List.of(WORKER_A, crashing), leading(alive("10.0.0.2")));
        assertThat(condition(status, "Degraded").getReason()).isEqualTo("CrashLoopBackOff");
    }

    @ParameterizedTest(name = "last run {0} to {1}, runs since {2}: {3}")
    @CsvSource({
        "2026-11-22T19:58:00Z, 2026-11-22T19:59:00Z, 2026-11-22T19:59:30Z, True",
        // It ran for weeks and then ended.
        "2026-11-01T00:00:00Z, 2026-11-22T19:59:00Z, 2026-11-22T19:59:30Z, False",
        // It started badly once, has been well since, and is only unready now.
        "2026-11-01T00:00:00Z, 2026-11-01T00:00:30Z, 2026-11-01T00:01:00Z, False",
    })
    void onlyRestartsInQuickSuccessionAreACrashLoop(String from, String to, String since, String degraded) {
        var restarted = pod("demo-worker-b", "10.0.0.3", """
                {containerStatuses: [{restartCount: 3, ready: false, state: {running: {startedAt: '%s'}},
                  lastState: {terminated: {exitCode: 1, reason: Error, startedAt: '%s', finishedAt: '%s'}}}]}
                """.formatted(since, from, to));
        var status = report(List.of(WORKER_A, restarted), leading(alive("10.0.0.2")));
        assertThat(condition(status, "Degraded").getStatus()).isEqualTo(degraded);
    }

    @Test
    void aContainerThatWaitsWithoutAReasonIsNoTrouble() {
        var waiting = pod("demo-worker-b", null, "{containerStatuses: [{restartCount: 0, state: {waiting: {}}}]}");
        var status = report(List.of(WORKER_A, waiting), leading(alive("10.0.0.2")));
        assertThat(condition(status, "Degraded").getStatus()).isEqualTo("False");
    }

    @Test
    void becomingReadyAndLosingItAreEvents() {
        var ready = report(List.of(WORKER_A, WORKER_B), leading(alive("10.0.0.2"), alive("10.0.0.3")));
        var lost = report(List.of(WORKER_A, WORKER_B), SILENT);
        assertThat(Happening.between(lost, ready)).extracting(Happening::reason).containsExactly("Ready");
        assertThat(Happening.between(ready, lost)).singleElement().satisfies(happening -> {
            assertThat(happening.warning()).isTrue();
            assertThat(happening.reason()).isEqualTo("NotReady");
        });
        assertThat(Happening.between(ready, ready)).isEmpty();
    }

    @Test
    void aRollIsIntendedAndALostWorkerIsNot() {
        var ready = report(List.of(WORKER_A, WORKER_B), leading(alive("10.0.0.2"), alive("10.0.0.3")));
        var rolling = StatusReport.of(
                Clusters.demo("{}"),
                with(settled(StatefulSet.class, 1), parse(Deployment.class, """
                        {metadata: {generation: 2}, spec: {replicas: 2},
                         status: {observedGeneration: 2, replicas: 2, updatedReplicas: 1}}
                        """)),
                Optional.empty(),
                ready,
                NOW);
        var lost = report(List.of(WORKER_A), leading(alive("10.0.0.2")));
        assertThat(Happening.between(ready, rolling))
                .extracting(Happening::warning, Happening::reason)
                .containsExactly(tuple(false, "NotReady"));
        assertThat(Happening.between(rolling, ready))
                .extracting(Happening::warning, Happening::reason)
                .containsExactly(tuple(false, "Ready"));
        assertThat(Happening.between(ready, lost))
                .extracting(Happening::warning, Happening::reason)
                .containsExactly(tuple(true, "NotReady"));
    }

    @Test
    void aWorkerThatLeavesIsListedAndDoesNotCount() {
        var leaving = leaving(WORKER_B, "2026-11-22T20:10:30Z");
        var status = StatusReport.of(
                Clusters.demo("{workers: {replicas: 1}}"),
                leaving(List.of(WORKER_A), List.of(leaving), alive("10.0.0.2"), decommissioned("10.0.0.3")),
                Optional.empty(),
                null,
                NOW);
        assertThat(condition(status, "Ready").getStatus()).isEqualTo("True");
        assertThat(condition(status, "Progressing"))
                .returns("PodsLeaving", Condition::getReason)
                .returns(
                        "demo-worker-b takes no new executors and leaves when it is empty, at the latest at"
                                + " 2026-11-22T20:10:30Z",
                        Condition::getMessage);
        assertThat(status.workers().alive()).isEqualTo(1);
        assertThat(status.workers().leaving()).isEqualTo(1);
        assertThat(status.cores().total()).isEqualTo(2);
        assertThat(status.workerList())
                .extracting(SparkClusterStatus.WorkerStatus::pod, SparkClusterStatus.WorkerStatus::state)
                .containsExactly(tuple("demo-worker-a", "ALIVE"), tuple("demo-worker-b", "DECOMMISSIONED"));
    }

    @Test
    void aWorkerThatIsAskedToLeaveAndMayNotYetIsNamed() {
        var cluster = Clusters.demo("{workers: {replicas: 2}}");
        cluster.getMetadata().setAnnotations(Map.of("drain.hearth.dev/demo-worker-a", "true"));
        var observed = observation(List.of(WORKER_A, WORKER_B), leading(alive("10.0.0.2"), alive("10.0.0.3")));
        assertThat(condition(StatusReport.of(cluster, observed, Optional.empty(), null, NOW), "Progressing"))
                .returns("DrainRequested", Condition::getReason)
                .returns(
                        "demo-worker-a will leave as soon as the disruption budget lets another worker go",
                        Condition::getMessage);
        var gone = observation(List.of(WORKER_B), leading(alive("10.0.0.3")));
        assertThat(condition(StatusReport.of(cluster, gone, Optional.empty(), null, NOW), "Progressing"))
                .returns("Starting", Condition::getReason);
    }

    private static Pod leaving(Pod pod, String end) {
        return new PodBuilder(pod)
                .editMetadata()
                .withDeletionTimestamp(end)
                .addToLabels("app.kubernetes.io/component", "worker")
                .endMetadata()
                .build();
    }

    private static Observation leaving(List<Pod> workers, List<Pod> leaving, MasterState.Worker... rows) {
        return new Observation(
                Optional.empty(),
                Optional.of(settled(StatefulSet.class, 1)),
                Optional.of(settled(Deployment.class, workers.size())),
                List.of(MASTER),
                workers,
                leaving,
                Optional.empty(),
                Optional.of("demo-master-0"),
                leading(rows),
                HistoryObservation.NONE);
    }

    private static MasterState.Worker decommissioned(String host) {
        return new MasterState.Worker("worker-" + host, host, 2, 1, 1024, 512, "DECOMMISSIONED");
    }

    private static SparkClusterStatus report(List<Pod> workers, MasterAnswer master) {
        return StatusReport.of(Clusters.demo("{}"), observation(workers, master), Optional.empty(), null, NOW);
    }

    private static Observation observation(List<Pod> workers, MasterAnswer master) {
        return new Observation(
                Optional.empty(),
                Optional.of(settled(StatefulSet.class, 1)),
                Optional.of(settled(Deployment.class, 2)),
                List.of(MASTER),
                workers,
                List.of(),
                Optional.empty(),
                Optional.of("demo-master-0"),
                master,
                HistoryObservation.NONE);
    }

    private static Observation with(StatefulSet masters, Deployment workers) {
        return new Observation(
                Optional.empty(),
                Optional.of(masters),
                Optional.of(workers),
                List.of(MASTER),
                List.of(WORKER_A, WORKER_B),
                List.of(),
                Optional.empty(),
                Optional.of("demo-master-0"),
                leading(alive("10.0.0.2"), alive("10.0.0.3")),
                HistoryObservation.NONE);
    }

    private static Observation withoutPods(int wanted) {
        return new Observation(
                Optional.empty(),
                Optional.of(settled(StatefulSet.class, wanted)),
                Optional.of(settled(Deployment.class, wanted)),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                SILENT,
                HistoryObservation.NONE);
    }

    private static <T> T parse(Class<T> kind, String yaml) {
        // A text that starts with a brace would be taken for JSON.
        return Serialization.unmarshal("---\n" + yaml, kind);
    }

    private static <T> T settled(Class<T> kind, int replicas) {
        return Serialization.unmarshal(
                "metadata: {generation: 1}\nspec: {replicas: %d}\nstatus: {observedGeneration: 1, replicas: %d, updatedReplicas: %d, currentRevision: a, updateRevision: a}"
                        .formatted(replicas, replicas, replicas),
                kind);
    }

    private static Pod pod(String name, @Nullable String address, String status) {
        var pod = Serialization.unmarshal("metadata: {name: " + name + "}\nstatus: " + status, Pod.class);
        pod.getStatus().setPodIP(address);
        return pod;
    }

    private static MasterAnswer leading(MasterState.Worker... workers) {
        return new MasterAnswer.Answered(
                new MasterState("ALIVE", Stream.of(workers).toList(), List.of(), List.of()));
    }

    private static MasterState.Worker alive(String host) {
        return worker(host, "ALIVE");
    }

    private static MasterState.Worker worker(String host, String state) {
        return new MasterState.Worker("worker-" + host, host, 2, 1, 1024, 512, state);
    }

    private static Condition condition(SparkClusterStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
