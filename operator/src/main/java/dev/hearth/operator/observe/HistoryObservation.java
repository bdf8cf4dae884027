package dev.hearth.operator.observe;

import dev.hearth.operator.desired.EventLogs;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;

/**
 * What was observed of the event logs of a cluster and of the server that shows them.
 *
 * @param logs where event logs are to be kept; empty if they are not
 * @param claim the claim of event logs, if it exists
 * @param pods the server's pods that are neither being deleted nor at their end
 * @param refusal why an object of it could not be written, if one could not
 */
public record HistoryObservation(
        Optional<EventLogs> logs, Optional<PersistentVolumeClaim> claim, List<Pod> pods, Optional<String> refusal) {
    /** Of a cluster that keeps no event logs. */
    public static final HistoryObservation NONE =
            new HistoryObservation(Optional.empty(), Optional.empty(), List.of(), Optional.empty());
}
