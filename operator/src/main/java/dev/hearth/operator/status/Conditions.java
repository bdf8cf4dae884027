package dev.hearth.operator.status;

import dev.hearth.api.SparkCluster;
import dev.hearth.operator.observe.MasterAnswer;
import dev.hearth.operator.observe.Observation;
import dev.hearth.operator.observe.PodTrouble;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a cluster, without times. Each says what was observed and, where it is not as wanted, why.
 *
 * @param aliveWorkers workers that the master reports ALIVE and whose pods exist
 */
record Conditions(SparkCluster cluster, Observation observed, int aliveWorkers) {
    static final String READY = "Ready";
    static final String MASTER_AVAILABLE = "MasterAvailable";
    static final String WORKERS_AVAILABLE = "WorkersAvailable";
    static final String PROGRESSING = "Progressing";
    static final String DEGRADED = "Degraded";

    List<Condition> all() {
        var master = masterAvailable();
        var workers = workersAvailable();
        return List.of(ready(master, workers), master, workers, progressing(master, workers), degraded());
    }

    /**
     * What holds when the API server refused an object: nothing moves until a person changes the spec.
     *
     * @param first whether nothing was ever observed of the cluster, so that it cannot be ready
     */
    static List<Condition> refused(String why, boolean first) {
        var message = "Kubernetes refused an object of this cluster: " + why;
        var conditions = List.of(
                condition(DEGRADED, true, "ObjectRefused", message),
                condition(PROGRESSING, false, "ObjectRefused", message));
        return first
                ? Stream.concat(Stream.of(condition(READY, false, "ObjectRefused", message)), conditions.stream())
                        .toList()
                : conditions;
    }

    static boolean survivesRefusal(String type) {
        return !type.equals(DEGRADED) && !type.equals(PROGRESSING);
    }

    static int desiredWorkers(SparkCluster cluster) {
        var spec = cluster.specOrDefaults();
        return spec.suspend() ? 0 : spec.workers().replicas();
    }

    private Condition ready(Condition master, Condition workers) {
        if (suspended()) {
            return condition(READY, false, "Suspended", "spec.suspend is true: the cluster has no pods");
        }
        for (var part : List.of(master, workers)) {
            if (part.getStatus().equals("False")) {
                return condition(READY, false, part.getReason(), part.getMessage());
            }
        }
        return condition(
                READY,
                true,
                "Running",
                "the master leads and " + aliveWorkers + " of " + wanted() + " workers are alive");
    }

    private Condition masterAvailable() {
        if (suspended()) {
            return condition(MASTER_AVAILABLE, false, "Suspended", "spec.suspend is true");
        }
        if (observed.leadingMaster().isPresent()) {
            return condition(
                    MASTER_AVAILABLE, true, "Leading", observed.leader().orElse("a master") + " leads");
        }
        var trouble = PodTrouble.worst(observed.masterPods());
        if (trouble.isPresent()) {
            return troubled(MASTER_AVAILABLE, trouble.get());
        }
        return switch (observed.master()) {
            case MasterAnswer.Answered(var state) ->
                condition(MASTER_AVAILABLE, false, "Recovering", "the master is " + state.status());
            case MasterAnswer.Silent(var why) ->
                observed.masterPods().isEmpty()
                        ? condition(MASTER_AVAILABLE, false, "MasterMissing", missing(Optional.empty(), "master"))
                        : condition(MASTER_AVAILABLE, false, "MasterNotAnswering", why);
        };
    }

    private Condition workersAvailable() {
        var count = aliveWorkers + " of " + wanted() + " workers are alive";
        if (aliveWorkers >= wanted()) {
            return condition(WORKERS_AVAILABLE, true, "AllAlive", count);
        }
        if (observed.leadingMaster().isEmpty()) {
            return condition(WORKERS_AVAILABLE, false, "NoMaster", "no master leads that could register workers");
        }
        var trouble = PodTrouble.worst(observed.workerPods());
        if (trouble.isPresent()) {
            return condition(
                    WORKERS_AVAILABLE,
                    false,
                    trouble.get().reason(),
                    count + "; " + trouble.get().pod() + ": " + trouble.get().message());
        }
        if (observed.workerPods().size() < wanted()) {
            return condition(
                    WORKERS_AVAILABLE, false, "WorkersMissing", count + "; " + missing(workersProblem(), "worker"));
        }
        return condition(WORKERS_AVAILABLE, false, "WorkersRegistering", count + "; the others are starting");
    }

    private Condition progressing(Condition master, Condition workers) {
        if (!rolledOut()) {
            return condition(PROGRESSING, true, "RollingOut", "pods are being replaced to match the spec");
        }
        var more = observed.workerPods().size() - wanted();
        if (more > 0) {
            return condition(PROGRESSING, true, "ScalingDown", more + " workers are leaving");
        }
        if (!suspended()
                && (master.getStatus().equals("False") || workers.getStatus().equals("False"))) {
            return condition(PROGRESSING, true, "Starting", "waiting for the master and all workers");
        }
        return condition(PROGRESSING, false, "Settled", "the cluster is as the spec wants it");
    }

    private Condition degraded() {
        var trouble = PodTrouble.worst(observed.masterPods())
                .filter(PodTrouble::needsPerson)
                .or(() -> PodTrouble.worst(observed.workerPods()).filter(PodTrouble::needsPerson));
        if (trouble.isPresent()) {
            return condition(
                    DEGRADED,
                    true,
                    trouble.get().reason(),
                    trouble.get().pod() + ": " + trouble.get().message());
        }
        return workersProblem()
                .map(problem -> condition(DEGRADED, true, "PodsRefused", problem))
                .orElseGet(() -> condition(DEGRADED, false, "AsExpected", "nothing needs a person"));
    }

    private boolean suspended() {
        return cluster.specOrDefaults().suspend();
    }

    private int wanted() {
        return desiredWorkers(cluster);
    }

    private boolean rolledOut() {
        return observed.masters().map(Conditions::complete).orElse(false)
                && observed.workers().map(Conditions::complete).orElse(false);
    }

    /** As {@code kubectl rollout status} decides it. */
    private static boolean complete(StatefulSet set) {
        var status = set.getStatus();
        return status != null
                && Objects.equals(
                        status.getObservedGeneration(), set.getMetadata().getGeneration())
                && (Objects.equals(status.getCurrentRevision(), status.getUpdateRevision())
                        || number(status.getUpdatedReplicas())
                                >= number(set.getSpec().getReplicas()));
    }

    private static boolean complete(Deployment deployment) {
        var status = deployment.getStatus();
        return status != null
                && Objects.equals(
                        status.getObservedGeneration(), deployment.getMetadata().getGeneration())
                && number(status.getUpdatedReplicas())
                        >= number(deployment.getSpec().getReplicas())
                && number(status.getReplicas()) <= number(status.getUpdatedReplicas());
    }

    private static int number(@Nullable Integer count) {
        return count == null ? 0 : count;
    }

    private static String missing(Optional<String> problem, String part) {
        return problem.orElse("the pod of a " + part + " does not exist yet");
    }

    private Optional<String> workersProblem() {
        return observed.workers().map(Deployment::getStatus).stream()
                .flatMap(status -> status.getConditions().stream())
                .filter(condition -> condition.getType().equals("ReplicaFailure")
                        && condition.getStatus().equals("True"))
                .map(condition -> condition.getMessage())
                .findFirst();
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
