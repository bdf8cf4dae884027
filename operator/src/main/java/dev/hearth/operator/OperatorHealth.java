package dev.hearth.operator;

import io.javaoperatorsdk.operator.RuntimeInfo;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the kubelet is told of this replica; one that waits for the lease watches as the leader does. */
final class OperatorHealth {
    private static final Logger log = LoggerFactory.getLogger(OperatorHealth.class);

    private final RuntimeInfo operator;
    private Set<String> unwatched = Set.of();

    OperatorHealth(RuntimeInfo operator) {
        this.operator = operator;
    }

    /**
     * A watch that the API server refuses is tried again and no reason for a restart, which would not help it: its
     * namespace may be gone, and the others still want to be served. One that ended for good is.
     */
    boolean isAlive() {
        if (!operator.isStarted()) {
            return true;
        }
        tellOfUnwatchedNamespaces();
        return informers().stream().flatMap(Collection::stream).allMatch(InformerHealthIndicator::isRunning);
    }

    /** Whether this replica could act at once: each kind of object has been listed where that is allowed. */
    boolean isReady() {
        return operator.isStarted()
                && informers().stream()
                        .allMatch(ofOneKind -> ofOneKind.stream().anyMatch(InformerHealthIndicator::hasSynced));
    }

    private synchronized void tellOfUnwatchedNamespaces() {
        var now = informers().stream()
                .flatMap(Collection::stream)
                .filter(Predicate.not(InformerHealthIndicator::hasSynced))
                .map(InformerHealthIndicator::getTargetNamespace)
                .collect(Collectors.toUnmodifiableSet());
        if (!now.equals(unwatched)) {
            log.warn(
                    "namespaces that cannot be watched, since they are gone or `hearth install --watch` gave no rights in"
                            + " them: {}",
                    now.isEmpty() ? "none any more" : now);
            unwatched = now;
        }
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
