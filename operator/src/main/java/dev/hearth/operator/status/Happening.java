package dev.hearth.operator.status;

import dev.hearth.api.SparkClusterStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a cluster and deserves a Kubernetes event.
 *
 * @param warning whether it is of type Warning rather than Normal
 * @param reason one word in Kubernetes' style
 * @param message a sentence for people
 */
public record Happening(boolean warning, String reason, String message) {
    /** What lies between two statuses of a cluster; the first status of a cluster is no news but its trouble. */
    public static List<Happening> between(@Nullable SparkClusterStatus before, SparkClusterStatus after) {
        var happenings = new ArrayList<Happening>();
        // What follows an edit, or a new operator's better idea, is intended; what comes by itself is a warning.
        var wanted = before == null
                || !Objects.equals(before.observedGeneration(), after.observedGeneration())
                || isRollingOut(after);
        var old = before == null ? List.<Condition>of() : before.conditions();
        for (var condition : after.conditions()) {
            var previous = ConditionHistory.find(old, condition.getType());
            var turned = previous.map(it -> !it.getStatus().equals(condition.getStatus()))
                    .orElse(holds(condition));
            var otherReason = previous.map(it -> !it.getReason().equals(condition.getReason()))
                    .orElse(false);
            switch (condition.getType()) {
                case Conditions.READY -> {
                    if (turned) {
                        happenings.add(new Happening(
                                !holds(condition) && !wanted,
                                holds(condition) ? "Ready" : "NotReady",
                                condition.getMessage()));
                    }
                }
                case Conditions.DEGRADED -> {
                    if (holds(condition) && (turned || otherReason)) {
                        happenings.add(new Happening(true, condition.getReason(), condition.getMessage()));
                    }
                }
                case HistoryReport.AVAILABLE -> {
                    if (turned || (otherReason && isTrouble(condition))) {
                        happenings.add(new Happening(
                                isTrouble(condition),
                                holds(condition) ? "HistoryAvailable" : "HistoryNotAvailable",
                                condition.getMessage()));
                    }
                }
                default -> {
                    // MasterAvailable, WorkersAvailable and Progressing are the parts of which Ready is the sum.
                }
            }
        }
        if (before != null && before.workers() != null && after.workers() != null) {
            var from = before.workers().desired();
            var to = after.workers().desired();
            if (!from.equals(to)) {
                happenings.add(new Happening(false, "Scaling", "workers wanted: " + from + " before, now " + to));
            }
        }
        return happenings;
    }

    private static boolean isRollingOut(SparkClusterStatus status) {
        return ConditionHistory.find(status.conditions(), Conditions.PROGRESSING)
                .filter(condition -> condition.getReason().equals(Conditions.ROLLING_OUT))
                .isPresent();
    }

    /** The server comes a moment after its pod, and is off where it is not wanted. */
    private static boolean isTrouble(Condition condition) {
        return !holds(condition)
                && !List.of(HistoryReport.OFF, HistoryReport.STARTING).contains(condition.getReason());
    }

    private static boolean holds(Condition condition) {
        return condition.getStatus().equals("True");
    }
}
