package dev.hearth.gateway.pods;

import dev.hearth.api.Component;
import dev.hearth.api.Ports;
import dev.hearth.api.SparkCluster;
import dev.hearth.api.SparkClusterStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A cluster as it was last seen, with its pods. */
public record ClusterPods(SparkCluster cluster, List<Pod> pods) {
    /** Spark builds it of the time, the worker's host and its port (Worker.generateWorkerId). */
    private static final Pattern WORKER_ID = Pattern.compile("worker-\\d+-(.+)-\\d+");

    /** The leading master's page; before the operator knows who leads, that of any ready one. */
    public Optional<Endpoint> master() {
        var leader = Optional.ofNullable(cluster.getStatus()).map(SparkClusterStatus::leader);
        return of(Component.MASTER)
                .filter(pod -> leader.isEmpty()
                        ? Readiness.isPodReady(pod)
                        : leader.get().equals(pod.getMetadata().getName()))
                .flatMap(pod -> Endpoint.of(pod, Ports.MASTER_UI).stream())
                .findFirst();
    }

    /** The page of the worker with an identifier of Spark's. */
    public Optional<Endpoint> worker(String id) {
        var parts = WORKER_ID.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var host = parts.group(1).replaceAll("[\\[\\]]", "");
        return of(Component.WORKER)
                .flatMap(pod -> Endpoint.of(pod, Ports.WORKER_UI).stream())
                .filter(endpoint -> endpoint.ip().equals(host))
                .findFirst();
    }

    /** The history server's page. */
    public Optional<Endpoint> history() {
        return of(Component.HISTORY)
                .filter(Readiness::isPodReady)
                .flatMap(pod -> Endpoint.of(pod, Ports.HISTORY_UI).stream())
                .findFirst();
    }

    /** The pods that may run drivers: those made for it, and masters, in which people open prompts by hand. */
    List<Endpoint> driverHosts() {
        return Stream.concat(of(Component.DRIVER), of(Component.MASTER))
                .flatMap(pod -> Endpoint.of(pod, Ports.DRIVER_UI).stream())
                .toList();
    }

    public Stream<Pod> of(Component component) {
        return pods.stream().filter(component::isSaidOf);
    }
}
