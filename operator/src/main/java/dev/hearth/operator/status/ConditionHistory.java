package dev.hearth.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives conditions their times: a condition keeps its time until its status changes (Kubernetes' API conventions). */
final class ConditionHistory {
    private ConditionHistory() {}

    static List<Condition> merge(List<Condition> before, List<Condition> now, @Nullable Long generation, Instant time) {
        return now.stream()
                .map(condition -> condition
                        .edit()
                        .withObservedGeneration(generation)
                        .withLastTransitionTime(unchanged(before, condition)
                                .orElse(time.truncatedTo(ChronoUnit.SECONDS).toString()))
                        .build())
                .toList();
    }

    private static Optional<String> unchanged(List<Condition> before, Condition condition) {
        return find(before, condition.getType())
                .filter(old -> old.getStatus().equals(condition.getStatus()))
                .map(Condition::getLastTransitionTime);
    }

    static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }
}
