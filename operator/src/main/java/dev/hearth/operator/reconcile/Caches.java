package dev.hearth.operator.reconcile;

import dev.hearth.api.SparkCluster;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Map;

/** The informers' caches. Who judged a cluster by half of what there is would call a sound one broken. */
record Caches(List<InformerEventSource<?, SparkCluster>> informers) {
    /** Whether every kind of object has been listed in a namespace. */
    boolean know(String namespace) {
        return informers.stream()
                .map(InformerEventSource::informerHealthIndicators)
                .allMatch(byNamespace ->
                        isListed(byNamespace, namespace) || isListed(byNamespace, Constants.WATCH_ALL_NAMESPACES));
    }

    private static boolean isListed(Map<String, InformerHealthIndicator> byNamespace, String namespace) {
        var informer = byNamespace.get(namespace);
        return informer != null && informer.hasSynced();
    }
}
