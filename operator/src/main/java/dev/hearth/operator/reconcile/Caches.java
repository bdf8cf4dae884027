package dev.hearth.operator.reconcile;

import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Map;

/** The informers' caches. Who judged a cluster by half of what there is would call a sound one broken. */
record Caches(List<InformerEventSource<?, SparkCluster>> informers) {
    /** The kinds of objects, in their plural, that have not been listed in a namespace yet. */
    List<String> unlisted(String namespace) {
        return informers.stream()
                .filter(informer -> !isListed(informer.informerHealthIndicators(), namespace))
                .map(informer -> HasMetadata.getPlural(informer.resourceType()))
                .toList();
    }

    private static boolean isListed(Map<String, InformerHealthIndicator> byNamespace, String namespace) {
        var everywhere = byNamespace.get(Constants.WATCH_ALL_NAMESPACES);
        var informer = everywhere == null ? byNamespace.get(namespace) : everywhere;
        return informer != null && informer.hasSynced();
    }
}
