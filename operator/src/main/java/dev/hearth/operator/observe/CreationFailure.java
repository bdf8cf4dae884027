package dev.hearth.operator.observe;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why the API server refuses the pods of a StatefulSet. Unlike a Deployment it says so only by events, which cost a
 * request each time and outlive what they tell of.
 */
public final class CreationFailure {
    private CreationFailure() {}

    /** Whether there may be one: the controller knows what it should make, and has made nothing. */
    public static boolean isPossible(StatefulSet set, List<Pod> pods) {
        var status = set.getStatus();
        return pods.isEmpty()
                && status != null
                && set.getSpec().getReplicas() > 0
                && Objects.equals(
                        status.getObservedGeneration(), set.getMetadata().getGeneration())
                && made(status) == 0;
    }

    private static int made(StatefulSetStatus status) {
        return status.getReplicas() == null ? 0 : status.getReplicas();
    }

    /**
     * The words of the newest event that still counts.
     *
     * @param masterLost since when there has been no master; what is older was overcome
     */
    public static Optional<String> newest(List<Event> events, StatefulSet set, Instant masterLost) {
        var applied = applied(set);
        var since = applied.isAfter(masterLost) ? applied : masterLost;
        return events.stream()
                .filter(event -> !time(event).isBefore(since))
                .max(Comparator.comparing(CreationFailure::time))
                .map(Event::getMessage);
    }

    /** When the set took its present form; events before that tell of an earlier one. */
    private static Instant applied(StatefulSet set) {
        return set.getMetadata().getManagedFields().stream()
                .filter(fields -> "Apply".equals(fields.getOperation()) && fields.getSubresource() == null)
                .map(ManagedFieldsEntry::getTime)
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private static Instant time(Event event) {
        var last = event.getLastTimestamp();
        return last == null ? Instant.EPOCH : Instant.parse(last);
    }
}
