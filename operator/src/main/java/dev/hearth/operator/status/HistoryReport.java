package dev.hearth.operator.status;

import dev.hearth.api.SparkCluster;
import dev.hearth.api.SparkClusterStatus.HistoryStatus;
import dev.hearth.operator.desired.EventLogs;
import dev.hearth.operator.desired.HistoryClaim;
import dev.hearth.operator.observe.HistoryObservation;
import dev.hearth.operator.observe.PodTrouble;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the status says of finished applications. Whether the cluster is ready does not depend on them. */
record HistoryReport(SparkCluster cluster, HistoryObservation observed, Instant now) {
    static final String AVAILABLE = "HistoryAvailable";

    /** The reasons that are no trouble. */
    static final String OFF = "Off";

    static final String STARTING = "Starting";

    @Nullable
    HistoryStatus status() {
        return observed.logs().map(this::status).orElse(null);
    }

    private HistoryStatus status(EventLogs logs) {
        var usable = observed.claim().filter(_ -> logs.onClaim()).filter(this::isUsable);
        return new HistoryStatus(
                logs.folder(),
                usable.map(claim -> claim.getMetadata().getName()).orElse(null),
                usable.map(HistoryClaim::accessMode).orElse(null),
                serves());
    }

    /**
     * Whether a driver may wait for the claim. Beside a history server that no node takes it would wait for ever, so it
     * does without then.
     */
    private boolean isUsable(PersistentVolumeClaim claim) {
        var lost = claim.getStatus() != null && "Lost".equals(claim.getStatus().getPhase());
        return !lost
                && observed.refusal().isEmpty()
                && trouble().filter(it -> it.reason().equals("Unschedulable")).isEmpty();
    }

    Condition condition() {
        if (observed.logs().isEmpty()) {
            return Conditions.condition(AVAILABLE, false, OFF, whyOff());
        }
        if (observed.refusal().isPresent()) {
            return Conditions.condition(
                    AVAILABLE, false, "ObjectRefused", observed.refusal().get());
        }
        if (serves()) {
            return Conditions.condition(
                    AVAILABLE,
                    true,
                    "Serving",
                    "event logs are kept in " + observed.logs().get().folder() + place() + unfulfilled());
        }
        return trouble()
                .map(it -> Conditions.condition(
                        AVAILABLE, false, it.reason(), it.pod() + ": " + it.message() + claimTrouble()))
                .orElseGet(() -> Conditions.condition(
                        AVAILABLE, false, STARTING, "the history server is starting" + claimTrouble()));
    }

    private String whyOff() {
        if (Boolean.FALSE.equals(cluster.specOrDefaults().history().enabled())) {
            return "spec.history.enabled is false: event logs are not kept";
        }
        return cluster.specOrDefaults().sparkConf().keySet().stream().anyMatch(key -> key.startsWith("spark.eventLog."))
                ? "spec.sparkConf says itself where event logs go; spec.history.enabled: true adds a history server"
                : "event logs are not kept, since no default storage class is known here:"
                        + " set spec.history.location, storageClassName or enabled";
    }

    private boolean serves() {
        return observed.pods().stream().anyMatch(HistoryReport::isReady);
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    private Optional<PodTrouble> trouble() {
        return serves() ? Optional.empty() : PodTrouble.worst(observed.pods(), now);
    }

    private String place() {
        return onClaim()
                .map(claim -> " on the claim " + claim.getMetadata().getName())
                .orElse("");
    }

    private String unfulfilled() {
        return onClaim()
                .map(claim -> HistoryClaim.unfulfilled(cluster.specOrDefaults().history(), claim))
                .filter(words -> !words.isEmpty())
                .map(words -> "; the spec cannot have " + String.join(", nor ", words)
                        + ": only a new claim can (kubectl delete pvc deletes the logs)")
                .orElse("");
    }

    private String claimTrouble() {
        return onClaim()
                .filter(claim -> claim.getStatus() == null
                        || !"Bound".equals(claim.getStatus().getPhase()))
                .map(claim ->
                        "; its claim " + claim.getMetadata().getName() + " has no volume yet: see kubectl describe pvc "
                                + claim.getMetadata().getName())
                .orElse("");
    }

    private Optional<PersistentVolumeClaim> onClaim() {
        return observed.claim()
                .filter(_ -> observed.logs().map(EventLogs::onClaim).orElse(false));
    }
}
