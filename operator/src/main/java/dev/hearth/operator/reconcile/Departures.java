package dev.hearth.operator.reconcile;

import dev.hearth.api.SparkCluster;
import dev.hearth.operator.drain.AskedToLeave;
import dev.hearth.operator.drain.LeavingOrder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Optional;

/** Lets workers leave in a good order, and those that were asked to. */
final class Departures {
    private final ClusterObserver observer;

    Departures(ClusterObserver observer) {
        this.observer = observer;
    }

    /** Marks, before there are to be fewer workers, which of them Kubernetes takes first. */
    void order(SparkCluster cluster, Context<SparkCluster> context) {
        var spec = cluster.specOrDefaults();
        var wanted = spec.workers().replicas();
        var isFewer = ClusterObserver.workers(cluster, context)
                .filter(workers -> workers.getSpec().getReplicas() > wanted)
                .isPresent();
        // Where all go there is no order, and an idle cluster is not asked for nothing.
        if (spec.suspend() || wanted == 0 || !isFewer) {
            return;
        }
        var pods = ClusterObserver.workerPods(context);
        observer.leadingMaster(context)
                .map(master -> LeavingOrder.costs(pods, master))
                .ifPresent(costs -> pods.forEach(
                        pod -> mark(pod, costs.getOrDefault(pod.getMetadata().getName(), "0"), context.getClient())));
    }

    /**
     * Evicts the workers that were asked to leave. The disruption budget may allow fewer at once; the others' turn comes
     * with a later reconciliation.
     */
    void evict(SparkCluster cluster, Context<SparkCluster> context) {
        AskedToLeave.among(ClusterObserver.workerPods(context), cluster).forEach(pod -> {
            var _ = context.getClient()
                    .pods()
                    .inNamespace(cluster.getMetadata().getNamespace())
                    .withName(pod)
                    .evict();
        });
    }

    private static void mark(Pod pod, String cost, KubernetesClient client) {
        var marked = Optional.ofNullable(pod.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(LeavingOrder.COST))
                .orElse("0");
        if (marked.equals(cost)) {
            return;
        }
        PodPatch.apply(
                pod, "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(LeavingOrder.COST, cost), client);
    }
}
