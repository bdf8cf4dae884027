package dev.hearth.operator.reconcile;

import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The storage classes of this Kubernetes.
 *
 * @param informer sees them; there is none in an operator that is confined to namespaces, which may not
 */
record StorageClasses(Optional<InformerEventSource<StorageClass, SparkCluster>> informer) {
    /** Kubernetes' own mark of the class that claims get which name none. */
    private static final String IS_DEFAULT = "storageclass.kubernetes.io/is-default-class";

    static StorageClasses of(EventSourceContext<SparkCluster> context) {
        return new StorageClasses(
                context.getControllerConfiguration().getInformerConfig().watchAllNamespaces()
                        ? Optional.of(new InformerEventSource<>(configuration(context), context))
                        : Optional.empty());
    }

    /** A class that comes or goes concerns every cluster. */
    private static InformerEventSourceConfiguration<StorageClass> configuration(
            EventSourceContext<SparkCluster> context) {
        return InformerEventSourceConfiguration.from(StorageClass.class, SparkCluster.class)
                .withSecondaryToPrimaryMapper(_ -> context.getPrimaryCache()
                        .list()
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet()))
                .withNamespaces(Set.of(Constants.WATCH_ALL_NAMESPACES))
                .build();
    }

    /** Whether a claim that names no class gets a volume. */
    boolean haveDefault() {
        return informer.stream()
                .flatMap(source -> source.list())
                .map(storageClass -> storageClass.getMetadata().getAnnotations())
                .anyMatch(StorageClasses::isDefault);
    }

    static boolean isDefault(Map<String, String> annotations) {
        return annotations != null && "true".equals(annotations.get(IS_DEFAULT));
    }
}
