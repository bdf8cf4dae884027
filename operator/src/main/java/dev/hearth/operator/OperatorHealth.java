package dev.hearth.operator;

import io.javaoperatorsdk.operator.RuntimeInfo;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import java.util.Collection;
import java.util.List;

/** What the kubelet is told of this replica; one that waits for the lease watches as the leader does. */
record OperatorHealth(RuntimeInfo operator) {
    /**
     * A watch that the API server refuses is tried again and no reason for a restart, which would not help it: its
     * namespace may be gone, and the others still want to be served. One that ended for good is.
     */
    boolean isAlive() {
        return !operator.isStarted()
                || informers().stream().flatMap(Collection::stream).allMatch(InformerHealthIndicator::isRunning);
    }

    /** Whether this replica could act at once: each kind of object has been listed where that is allowed. */
    boolean isReady() {
        return operator.isStarted()
                && informers().stream()
                        .allMatch(ofOneKind -> ofOneKind.stream().anyMatch(InformerHealthIndicator::hasSynced));
    }

    private List<Collection<InformerHealthIndicator>> informers() {
        return operator.getRegisteredControllers().stream()
                .flatMap(controller ->
                        controller.getControllerHealthInfo().informerEventSourceHealthIndicators().values().stream())
                .map(OperatorHealth::informersOf)
                .toList();
    }

    private static Collection<InformerHealthIndicator> informersOf(
            InformerWrappingEventSourceHealthIndicator<?> source) {
        return source.informerHealthIndicators().values();
    }
}
