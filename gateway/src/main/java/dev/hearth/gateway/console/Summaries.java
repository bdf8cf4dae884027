package dev.hearth.gateway.console;

import dev.hearth.api.SparkCluster;
import dev.hearth.api.SparkClusterStatus;
import dev.hearth.api.UiPath;
import dev.hearth.gateway.console.Summary.Amount;
import dev.hearth.gateway.console.Summary.Applications;
import dev.hearth.gateway.console.Summary.State;
import dev.hearth.gateway.pods.ClusterPods;
import dev.hearth.gateway.route.ClusterKey;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From a cluster's status to one row about it. */
final class Summaries {
    private static final Applications NONE = new Applications(0, 0, 0);

    private Summaries() {}

    static Summary of(ClusterPods pods, boolean mayUpdate) {
        var cluster = pods.cluster();
        var key = ClusterKey.of(cluster);
        var spec = cluster.specOrDefaults();
        var status = status(cluster);
        var alive = Optional.ofNullable(status.workers())
                .map(SparkClusterStatus.WorkerCount::alive)
                .orElse(0);
        return new Summary(
                key.namespace(),
                key.name(),
                state(cluster),
                reason(cluster),
                new Summary.Workers(alive, spec.suspend() ? 0 : spec.workers().replicas()),
                amount(status.cores()),
                amount(status.memoryMiB()),
                applications(status),
                cluster.getMetadata().getCreationTimestamp(),
                spec.sparkVersion(),
                new Summary.Links(
                        key.path() + "/",
                        pods.history()
                                .map(_ -> key.path() + "/" + UiPath.FINISHED + "/")
                                .orElse(null)),
                new Summary.May(mayUpdate));
    }

    static State state(SparkCluster cluster) {
        if (cluster.specOrDefaults().suspend()) {
            return State.Suspended;
        }
        if (holds(cluster, "Ready")) {
            return holds(cluster, "Degraded") ? State.Degraded : State.Ready;
        }
        if (holds(cluster, "Degraded")) {
            return State.Degraded;
        }
        return holds(cluster, "Progressing") || conditions(cluster).isEmpty() ? State.Progressing : State.Unavailable;
    }

    /** What a person should know about a cluster that is not simply ready. */
    private static String reason(SparkCluster cluster) {
        return switch (state(cluster)) {
            case Ready, Suspended -> "";
            case Degraded -> message(cluster, "Degraded", "Ready");
            case Progressing, Unavailable -> message(cluster, "Ready", "Progressing");
        };
    }

    private static String message(SparkCluster cluster, String... types) {
        return Stream.of(types)
                .flatMap(type -> condition(cluster, type).stream())
                .map(Condition::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .findFirst()
                .orElse("The operator has not looked at it yet.");
    }

    private static boolean holds(SparkCluster cluster, String type) {
        return condition(cluster, type)
                .filter(condition -> "True".equals(condition.getStatus()))
                .isPresent();
    }

    private static Optional<Condition> condition(SparkCluster cluster, String type) {
        return conditions(cluster).stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }

    static List<Condition> conditions(SparkCluster cluster) {
        return status(cluster).conditions();
    }

    static SparkClusterStatus status(SparkCluster cluster) {
        return Optional.ofNullable(cluster.getStatus()).orElseGet(SparkClusterStatus::unknown);
    }

    static Amount amount(SparkClusterStatus.@Nullable Usage usage) {
        return usage == null ? new Amount(0, 0) : new Amount(usage.used(), usage.total());
    }

    static Applications applications(SparkClusterStatus status) {
        var count = status.applications();
        return count == null ? NONE : new Applications(count.running(), count.waiting(), count.completed());
    }
}
