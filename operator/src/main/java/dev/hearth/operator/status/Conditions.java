package dev.hearth.operator.status;

import static dev.hearth.api.Component.MASTER;

import dev.hearth.api.SparkCluster;
import dev.hearth.operator.drain.AskedToLeave;
import dev.hearth.operator.observe.MasterAnswer;
import dev.hearth.operator.observe.Observation;
import dev.hearth.operator.observe.PodTrouble;
import dev.hearth.operator.rollout.Hold;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The conditions of a cluster, without times. Each says what was observed and, where it is not as wanted, why.
 *
 * @param refusal why an object could not be written, if one could not
 * @param aliveWorkers workers that the master reports ALIVE and whose pods exist
 * @param masterIsGone whether no master has led for longer than a change of leader takes
 * @param now for what is a matter of how long it has been so
 */
record Conditions(
        SparkCluster cluster,
        Observation observed,
        Optional<Refusal> refusal,
        int aliveWorkers,
        boolean masterIsGone,
        Instant now) {
    static final String READY = "Ready";
    static final String MASTER_AVAILABLE = "MasterAvailable";
    static final String WORKERS_AVAILABLE = "WorkersAvailable";
    static final String PROGRESSING = "Progressing";
    static final String DEGRADED = "Degraded";

    static final String SUSPENDED = "Suspended";
    static final String MASTER_MISSING = "MasterMissing";
    static final String ROLLING_OUT = "RollingOut";

    private static final String REPLACING = "pods are being replaced to match the spec";

    /** A single master's successor may wait for a minute, and recovery for ten seconds. */
    static final Duration ELECTION = Duration.ofMinutes(2);

    List<Condition> all() {
        var master = masterAvailable();
        var workers = workersAvailable();
        return List.of(ready(master, workers), master, workers, progressing(master, workers), degraded());
    }

    /** What holds of a cluster that was not observed at all. */
    static List<Condition> failed(Refusal failure) {
        return List.of(
                condition(READY, false, failure.reason(), failure.message()),
                condition(PROGRESSING, false, failure.reason(), failure.message()),
                condition(DEGRADED, true, failure.reason(), failure.message()));
    }

    static int desiredWorkers(SparkCluster cluster) {
        var spec = cluster.specOrDefaults();
        return spec.suspend() ? 0 : spec.workers().replicas();
    }

    static int desiredMasters(SparkCluster cluster) {
        var spec = cluster.specOrDefaults();
        return spec.suspend() ? 0 : spec.masters().replicas();
    }

    private Condition ready(Condition master, Condition workers) {
        if (suspended()) {
            var pods = observed.leavingPods().isEmpty()
                    ? "no master, worker or driver runs"
                    : "the cluster's pods are leaving";
            return condition(READY, false, SUSPENDED, "spec.suspend is true: " + pods);
        }
        if (refusal.isPresent()) {
            return condition(READY, false, refusal.get().reason(), refusal.get().message());
        }
        for (var part : List.of(master, workers)) {
            if (part.getStatus().equals("False")) {
                return condition(READY, false, part.getReason(), part.getMessage());
            }
        }
        // Pods of the former spec may be alive and well, but are not what is wanted.
        if (observed.hold().isPresent()) {
            return held(READY, false, observed.hold().get());
        }
        if (!rolledOut()) {
            return condition(READY, false, ROLLING_OUT, REPLACING);
        }
        return condition(
                READY,
                true,
                "Running",
                "the master leads and " + aliveWorkers + " of " + wanted() + " workers are alive");
    }

    private Condition masterAvailable() {
        if (suspended()) {
            return condition(MASTER_AVAILABLE, false, SUSPENDED, "spec.suspend is true");
        }
        if (observed.leadingMaster().isPresent()) {
            var leader = observed.leader().orElse("a master");
            return leaderIsReady()
                    ? condition(MASTER_AVAILABLE, true, "Leading", leader + " leads" + standbys())
                    : condition(
                            MASTER_AVAILABLE, false, "MasterNotReady", leader + " leads, but its pod is not ready yet");
        }
        var trouble = PodTrouble.worst(observed.masterPods(), now);
        if (trouble.isPresent()) {
            return troubled(MASTER_AVAILABLE, trouble.get());
        }
        return switch (observed.master()) {
            case MasterAnswer.Answered(var state) ->
                condition(
                        MASTER_AVAILABLE,
                        false,
                        "Recovering",
                        observed.leader().orElse("the master") + " is " + state.status());
            case MasterAnswer.Silent(var why) ->
                observed.masterPods().isEmpty()
                        ? condition(MASTER_AVAILABLE, false, MASTER_MISSING, missingMaster())
                        : condition(MASTER_AVAILABLE, false, "MasterNotAnswering", why);
        };
    }

    private String standbys() {
        var wanted = desiredMasters(cluster) - 1;
        var ready = observed.readyMasters().size() - 1;
        return wanted == 0 ? "" : ", and " + Math.max(0, ready) + " of " + wanted + " standbys can take over";
    }

    private Condition workersAvailable() {
        var count = aliveWorkers + " of " + wanted() + " workers are alive";
        if (aliveWorkers >= wanted()) {
            return condition(WORKERS_AVAILABLE, true, "AllAlive", count);
        }
        if (observed.leadingMaster().isEmpty()) {
            return condition(WORKERS_AVAILABLE, false, "NoMaster", "no master leads that could register workers");
        }
        var trouble = PodTrouble.worst(observed.workerPods(), now);
        if (trouble.isPresent()) {
            return condition(
                    WORKERS_AVAILABLE,
                    false,
                    trouble.get().reason(),
                    count + "; " + trouble.get().pod() + ": " + trouble.get().message());
        }
        if (observed.workerPods().size() < wanted()) {
            return condition(
                    WORKERS_AVAILABLE,
                    false,
                    "WorkersMissing",
                    count + "; " + workersProblem().orElse("the pod of a worker does not exist yet"));
        }
        return condition(WORKERS_AVAILABLE, false, "WorkersRegistering", count + "; the others are starting");
    }

    private Condition progressing(Condition master, Condition workers) {
        if (refusal.isPresent()) {
            return condition(
                    PROGRESSING, false, refusal.get().reason(), refusal.get().message());
        }
        if (observed.hold().isPresent()) {
            return held(PROGRESSING, true, observed.hold().get());
        }
        if (!rolledOut()) {
            return condition(PROGRESSING, true, ROLLING_OUT, REPLACING);
        }
        var more = observed.workerPods().size() - wanted();
        var leaving = observed.leavingPods().size() + Math.max(0, more);
        if (leaving > 0) {
            return condition(PROGRESSING, true, "PodsLeaving", new Leaving(observed.leavingPods()).message(leaving));
        }
        var asked = AskedToLeave.among(observed.workerPods(), cluster);
        if (!asked.isEmpty()) {
            return condition(
                    PROGRESSING,
                    true,
                    "DrainRequested",
                    String.join(", ", asked) + " will leave as soon as the disruption budget lets another worker go");
        }
        if (!suspended()
                && (master.getStatus().equals("False") || workers.getStatus().equals("False"))) {
            return condition(PROGRESSING, true, "Starting", "waiting for the master and all workers");
        }
        if (observed.readyMasters().size() < desiredMasters(cluster)) {
            return condition(PROGRESSING, true, "Starting", "waiting for standby masters");
        }
        return condition(PROGRESSING, false, "Settled", "the cluster is as the spec wants it");
    }

    private Condition degraded() {
        if (refusal.isPresent()) {
            return condition(
                    DEGRADED, true, refusal.get().reason(), refusal.get().message());
        }
        var trouble = PodTrouble.worst(observed.masterPods(), now)
                .filter(PodTrouble::needsPerson)
                .or(() -> PodTrouble.worst(observed.workerPods(), now).filter(PodTrouble::needsPerson));
        if (trouble.isPresent()) {
            return condition(
                    DEGRADED,
                    true,
                    trouble.get().reason(),
                    trouble.get().pod() + ": " + trouble.get().message());
        }
        return observed.mastersProblem()
                .or(this::workersProblem)
                .map(problem -> condition(DEGRADED, true, "PodsRefused", problem))
                .or(this::notElected)
                .orElseGet(() -> condition(DEGRADED, false, "AsExpected", "nothing needs a person"));
    }

    /** Spark logs why it cannot become a leader, say for a recovery store that it cannot read, and then waits for ever. */
    private Optional<Condition> notElected() {
        // A standby may have run for days when its time comes.
        if (!masterIsGone) {
            return Optional.empty();
        }
        return observed.masterPods().stream()
                .filter(pod ->
                        observed.leader().equals(Optional.of(pod.getMetadata().getName())))
                .filter(pod -> observed.master() instanceof MasterAnswer.Answered(var state) && !state.leads())
                .filter(this::hasRunForLong)
                .map(pod -> pod.getMetadata().getName())
                .map(pod -> condition(
                        DEGRADED,
                        true,
                        "MasterNotElected",
                        pod + " has been waiting to become the leader for more than " + ELECTION.toMinutes()
                                + " minutes: kubectl logs " + pod + " says why. If it cannot read its recovery store,"
                                + " kubectl delete pod " + pod + " starts it with an empty one; applications that run"
                                + " then have to be started anew"))
                .findFirst();
    }

    private boolean hasRunForLong(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(container -> container.getName().equals(MASTER.label()))
                .map(ContainerStatus::getState)
                .filter(state -> state != null && state.getRunning() != null)
                .map(state -> state.getRunning().getStartedAt())
                .anyMatch(started ->
                        started != null && Instant.parse(started).plus(ELECTION).isBefore(now));
    }

    private boolean suspended() {
        return cluster.specOrDefaults().suspend();
    }

    private int wanted() {
        return desiredWorkers(cluster);
    }

    private boolean rolledOut() {
        return observed.masters().map(Rollout::isComplete).orElse(false)
                && observed.workers()
                        .map(deployment -> Rollout.isComplete(deployment, observed.workerPods()))
                        .orElse(false);
    }

    private boolean leaderIsReady() {
        return observed.readyMasters().stream()
                .anyMatch(pod ->
                        observed.leader().equals(Optional.of(pod.getMetadata().getName())));
    }

    private String missingMaster() {
        return observed.mastersProblem()
                .or(() -> observed.leavingPods().stream()
                        .filter(MASTER::isSaidOf)
                        .map(pod -> pod.getMetadata().getName() + " is leaving node "
                                + pod.getSpec().getNodeName() + ", and its successor comes when it is gone")
                        .findFirst())
                .orElse("the pod of a master does not exist yet");
    }

    private Optional<String> workersProblem() {
        return observed.workers().map(Deployment::getStatus).stream()
                .flatMap(status -> status.getConditions().stream())
                .filter(condition -> condition.getType().equals("ReplicaFailure")
                        && condition.getStatus().equals("True"))
                .map(condition -> condition.getMessage())
                .findFirst();
    }

    private static Condition held(String type, boolean holds, Hold hold) {
        return condition(type, holds, hold.reason(), hold.message());
    }

    private static Condition troubled(String type, PodTrouble trouble) {
        return condition(type, false, trouble.reason(), trouble.pod() + ": " + trouble.message());
    }

    static Condition condition(String type, boolean holds, String reason, String message) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(holds ? "True" : "False")
                .withReason(reason)
                .withMessage(message)
                .build();
    }
}
