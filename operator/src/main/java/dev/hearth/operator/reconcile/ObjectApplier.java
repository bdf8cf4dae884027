package dev.hearth.operator.reconcile;

import dev.hearth.api.Component;
import dev.hearth.api.Labels;
import dev.hearth.api.SparkCluster;
import dev.hearth.operator.status.Refusal;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes desired objects by server-side apply, and only those that differ: a steady cluster causes no write at all.
 */
final class ObjectApplier {
    private static final Logger log = LoggerFactory.getLogger(ObjectApplier.class);

    private final AppliedObjects applied = new AppliedObjects();

    /**
     * Applies what should be and deletes what the cluster owns but should no longer.
     *
     * @return why objects could not be written; the others are written all the same
     */
    List<Refused> apply(SparkCluster cluster, List<HasMetadata> desired, Context<SparkCluster> context) {
        var refused = new ArrayList<Refused>();
        for (var object : desired) {
            if (!matches(object, context)) {
                write(object, cluster, context).ifPresent(refusal -> refused.add(new Refused(object, refusal)));
            }
        }
        deleteUnwanted(cluster, desired, context);
        return List.copyOf(refused);
    }

    /** An object that could not be written, and why. */
    record Refused(HasMetadata object, Refusal refusal) {
        /** Whether it serves finished applications only, without which a cluster does all its work. */
        boolean isHistory() {
            return Component.HISTORY.isSaidOf(object);
        }
    }

    private Optional<Refusal> write(HasMetadata object, SparkCluster cluster, Context<SparkCluster> context) {
        try {
            if (isSomebodyElses(object, cluster, context)) {
                return Optional.of(Refusal.nameTaken(object));
            }
            log.info("applying {} {}", object.getKind(), key(object));
            var stored = context.resourceOperations().serverSideApply(object);
            if (equal(object, stored, context)) {
                applied.forget(object);
            } else {
                applied.remember(object, stored);
            }
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(Refusal.of(object, e).orElseThrow(() -> e));
        }
    }

    /** Whether an object of that name was there before the cluster: taking it over would delete it with the cluster. */
    private static boolean isSomebodyElses(HasMetadata object, SparkCluster cluster, Context<SparkCluster> context) {
        var known = context.getSecondaryResourcesAsStream(object.getClass())
                .anyMatch(actual -> isSame(object, (HasMetadata) actual));
        if (known) {
            return false;
        }
        var existing = context.getClient().resource(object).get();
        return existing != null
                && !owned(existing, cluster)
                && !Labels.HEARTH.equals(existing.getMetadata().getLabels().get(Labels.MANAGED_BY));
    }

    private void deleteUnwanted(SparkCluster cluster, List<HasMetadata> desired, Context<SparkCluster> context) {
        OwnedKinds.OPTIONAL.stream()
                .flatMap(kind -> context.getSecondaryResourcesAsStream(kind))
                .filter(object -> isOwned(object, cluster))
                .filter(object -> desired.stream().noneMatch(wanted -> isSame(wanted, object)))
                .forEach(object -> {
                    log.info("deleting {} {}: no longer wanted", object.getKind(), key(object));
                    context.getClient().resource(object).delete();
                    applied.forget(object);
                });
    }

    private <R extends HasMetadata> boolean matches(R object, Context<SparkCluster> context) {
        @SuppressWarnings("unchecked")
        var kind = (Class<R>) object.getClass();
        return context.getSecondaryResourcesAsStream(kind)
                .filter(actual -> isSame(object, actual))
                .anyMatch(actual -> equal(object, actual, context) || applied.isKnown(object, actual));
    }

    private static <R extends HasMetadata> boolean equal(R desired, R actual, Context<SparkCluster> context) {
        return SSABasedGenericKubernetesResourceMatcher.<R>getInstance().matches(actual, desired, context);
    }

    private static boolean isSame(HasMetadata one, HasMetadata other) {
        return one.getKind().equals(other.getKind())
                && one.getMetadata().getName().equals(other.getMetadata().getName());
    }

    private static boolean isOwned(HasMetadata object, SparkCluster cluster) {
        return object.getMetadata().getDeletionTimestamp() == null && owned(object, cluster);
    }

    private static boolean owned(HasMetadata object, SparkCluster cluster) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner ->
                        Objects.equals(owner.getUid(), cluster.getMetadata().getUid()));
    }

    private static String key(HasMetadata object) {
        ObjectMeta metadata = object.getMetadata();
        return metadata.getNamespace() + "/" + metadata.getName();
    }
}
