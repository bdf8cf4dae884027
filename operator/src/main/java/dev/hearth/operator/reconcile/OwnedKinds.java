package dev.hearth.operator.reconcile;

import dev.hearth.api.Labels;
import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The kinds of objects that belong to clusters, and the informers that watch them. */
final class OwnedKinds {
    /** Kinds that the operator itself writes. */
    static final List<Class<? extends HasMetadata>> ALL = List.of(
            ServiceAccount.class,
            NetworkPolicy.class,
            Role.class,
            RoleBinding.class,
            ConfigMap.class,
            Lease.class,
            Secret.class,
            Service.class,
            StatefulSet.class,
            Deployment.class,
            PodDisruptionBudget.class,
            PersistentVolumeClaim.class);

    /**
     * Kinds that a spec can stop asking for. The operator has no right to delete any other but pods; least of all a volume
     * claim, which holds people's event logs.
     */
    static final List<Class<? extends HasMetadata>> OPTIONAL = List.of(
            ServiceAccount.class, NetworkPolicy.class, Deployment.class, Service.class, PodDisruptionBudget.class);

    private OwnedKinds() {}

    /** One informer a kind, and one for pods, which controllers and the CLI make. */
    static List<InformerEventSource<?, SparkCluster>> informers(EventSourceContext<SparkCluster> context) {
        var sources = new ArrayList<InformerEventSource<?, SparkCluster>>();
        ALL.forEach(kind -> sources.add(informer(kind, context)));
        sources.add(informer(Pod.class, context));
        return sources;
    }

    /** By label, not by owner: a pod's owner is its ReplicaSet, and a label survives where an owner is edited away. */
    private static <R extends HasMetadata> InformerEventSource<R, SparkCluster> informer(
            Class<R> kind, EventSourceContext<SparkCluster> context) {
        var configuration = InformerEventSourceConfiguration.from(kind, SparkCluster.class)
                .withLabelSelector(Labels.MANAGED_BY + "=" + Labels.HEARTH + "," + Labels.NAME + "=spark")
                .withSecondaryToPrimaryMapper(
                        object -> cluster(object).map(Set::of).orElse(Set.of()))
                .withNamespacesInheritedFromController()
                .withOnUpdateFilter(OwnedKinds::isMoreThanALeadersSignOfLife)
                .build();
        return new InformerEventSource<>(configuration, context);
    }

    /** Masters renew their Leases all the time, which says nothing new about their clusters. */
    private static boolean isMoreThanALeadersSignOfLife(HasMetadata now, HasMetadata before) {
        return !(now instanceof Lease)
                || !now.getMetadata().getLabels().equals(before.getMetadata().getLabels())
                || !now.getMetadata()
                        .getOwnerReferences()
                        .equals(before.getMetadata().getOwnerReferences());
    }

    private static Optional<ResourceID> cluster(HasMetadata object) {
        var labels = object.getMetadata().getLabels();
        return Optional.ofNullable(labels == null ? null : labels.get(Labels.INSTANCE))
                .map(name -> new ResourceID(name, object.getMetadata().getNamespace()));
    }
}
