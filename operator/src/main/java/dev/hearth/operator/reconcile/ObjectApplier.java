package dev.hearth.operator.reconcile;

import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes desired objects by server-side apply, and only those that differ: a steady cluster causes no write at all.
 */
final class ObjectApplier {
    private static final Logger log = LoggerFactory.getLogger(ObjectApplier.class);

    private final AppliedObjects applied = new AppliedObjects();

    /** Applies what should be and deletes what the cluster owns but should no longer. */
    void apply(SparkCluster cluster, List<HasMetadata> desired, Context<SparkCluster> context) {
        for (var object : desired) {
            if (!matches(object, context)) {
                log.info("applying {} {}", object.getKind(), key(object));
                applied.remember(object, context.resourceOperations().serverSideApply(object));
            }
        }
        OwnedKinds.ALL.stream()
                .flatMap(kind -> context.getSecondaryResourcesAsStream(kind))
                .filter(object -> isOwned(object, cluster))
                .filter(object -> desired.stream().noneMatch(wanted -> isSame(wanted, object)))
                .forEach(object -> {
                    log.info("deleting {} {}: no longer wanted", object.getKind(), key(object));
                    context.getClient().resource(object).delete();
                });
    }

    private <R extends HasMetadata> boolean matches(R object, Context<SparkCluster> context) {
        @SuppressWarnings("unchecked")
        var kind = (Class<R>) object.getClass();
        return context.getSecondaryResourcesAsStream(kind)
                .filter(actual -> isSame(object, actual))
                .anyMatch(actual -> SSABasedGenericKubernetesResourceMatcher.<R>getInstance()
                                .matches(actual, object, context)
                        || applied.isKnown(object, actual));
    }

    private static boolean isSame(HasMetadata one, HasMetadata other) {
        return one.getKind().equals(other.getKind())
                && one.getMetadata().getName().equals(other.getMetadata().getName());
    }

    private static boolean isOwned(HasMetadata object, SparkCluster cluster) {
        return object.getMetadata().getDeletionTimestamp() == null
                && object.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> Objects.equals(
                                owner.getUid(), cluster.getMetadata().getUid()));
    }

    private static String key(HasMetadata object) {
        ObjectMeta metadata = object.getMetadata();
        return metadata.getNamespace() + "/" + metadata.getName();
    }
}
