package dev.hearth.gateway.pods;

import dev.hearth.api.Labels;
import dev.hearth.api.SparkCluster;
import dev.hearth.gateway.route.ClusterKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The clusters and their pods, kept up to date by watching. */
public final class Directory implements AutoCloseable {
    private static final String BY_CLUSTER = "cluster";
    private static final Map<String, String> OURS = Map.of(Labels.NAME, Labels.SPARK, Labels.MANAGED_BY, Labels.HEARTH);

    private final List<Watch> watches;

    /** One namespace, or all of them. */
    private record Watch(SharedIndexInformer<SparkCluster> clusters, SharedIndexInformer<Pod> pods) {}

    private Directory(List<Watch> watches) {
        this.watches = watches;
    }

    /**
     * Begins to watch.
     *
     * @param namespaces the namespaces to watch; all if empty
     * @param changed hears of every cluster that has changed, or whose pods have
     */
    public static Directory watch(KubernetesClient client, List<String> namespaces, Consumer<ClusterKey> changed) {
        var allClusters = client.resources(SparkCluster.class);
        var watches = namespaces.isEmpty()
                ? List.of(new Watch(
                        allClusters.inAnyNamespace().runnableInformer(0),
                        client.pods().inAnyNamespace().withLabels(OURS).runnableInformer(0)))
                : namespaces.stream()
                        .map(namespace -> new Watch(
                                allClusters.inNamespace(namespace).runnableInformer(0),
                                client.pods()
                                        .inNamespace(namespace)
                                        .withLabels(OURS)
                                        .runnableInformer(0)))
                        .toList();
        watches.forEach(watch -> start(watch, changed));
        return new Directory(watches);
    }

    private static void start(Watch watch, Consumer<ClusterKey> changed) {
        var _ = watch.pods()
                .addIndexers(Map.of(BY_CLUSTER, pod -> List.of(key(pod).toString())))
                .addEventHandler(new Changes<>(pod -> changed.accept(key(pod))));
        var _ = watch.clusters().addEventHandler(new Changes<>(cluster -> changed.accept(ClusterKey.of(cluster))));
        // Kubernetes may be away for any time: watching goes on when it is back.
        var _ = watch.clusters().exceptionHandler((_, _) -> true).start();
        var _ = watch.pods().exceptionHandler((_, _) -> true).start();
    }

    /** Whether everything has been seen once. */
    public boolean isComplete() {
        return watches.stream()
                .allMatch(watch -> watch.clusters().hasSynced() && watch.pods().hasSynced());
    }

    public List<SparkCluster> clusters() {
        return watches.stream()
                .flatMap(watch -> watch.clusters().getStore().list().stream())
                .toList();
    }

    /** A cluster with its pods, if there is one. */
    public Optional<ClusterPods> find(ClusterKey key) {
        return watches.stream().flatMap(watch -> find(watch, key).stream()).findFirst();
    }

    private static Optional<ClusterPods> find(Watch watch, ClusterKey key) {
        return Optional.ofNullable(watch.clusters().getStore().getByKey(key.toString()))
                .map(cluster ->
                        new ClusterPods(cluster, watch.pods().getIndexer().byIndex(BY_CLUSTER, key.toString())));
    }

    @Override
    public void close() {
        watches.forEach(watch -> {
            watch.clusters().close();
            watch.pods().close();
        });
    }

    private static ClusterKey key(Pod pod) {
        return new ClusterKey(
                pod.getMetadata().getNamespace(), pod.getMetadata().getLabels().getOrDefault(Labels.INSTANCE, ""));
    }

    private record Changes<T extends HasMetadata>(Consumer<T> changed) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T added) {
            changed.accept(added);
        }

        @Override
        public void onUpdate(T before, T after) {
            changed.accept(after);
        }

        @Override
        public void onDelete(T deleted, boolean isOld) {
            changed.accept(deleted);
        }
    }
}
