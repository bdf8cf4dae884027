package dev.hearth.cli.session;

import dev.hearth.cli.problem.Problem;
import dev.hearth.operator.desired.Names.Component;
import dev.hearth.operator.observe.PodTrouble;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The logs of one part of a cluster.
 *
 * @param part master, worker or driver
 */
public record ClusterLogs(KubernetesClient client, String namespace, String cluster, String part) {

    /** What there is. */
    public void print(int tail, boolean previous, Consumer<String> lines) {
        var pods = startedPods();
        pods.forEach(pod -> log(pod).print(tail, previous, prefixed(pods, pod, lines)));
    }

    /** What there is and what comes, of all pods at once, until they have ended. */
    public void follow(int tail, Consumer<String> lines) {
        var pods = startedPods();
        var readers = pods.stream()
                .map(pod -> Thread.ofVirtual().start(() -> log(pod).follow(tail, prefixed(pods, pod, lines))))
                .toList();
        try {
            for (var reader : readers) {
                reader.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Pod> startedPods() {
        var pods = new ClusterPods(client, namespace, cluster).of(Component.valueOf(part.toUpperCase(Locale.ROOT)));
        if (pods.isEmpty()) {
            throw Problem.failed("cluster " + cluster + " has no " + part + " pod in namespace " + namespace)
                    .advise("why that is so: hearth status " + cluster);
        }
        var started = pods.stream()
                .filter(pod -> PodLog.status(pod, part)
                        .filter(status -> status.getState().getWaiting() == null || status.getRestartCount() > 0)
                        .isPresent())
                .toList();
        if (started.isEmpty()) {
            var why = PodTrouble.worst(pods).map(PodTrouble::message).orElse("it is starting");
            throw Problem.failed("no " + part + " of cluster " + cluster + " has started yet: " + why);
        }
        return started;
    }

    private PodLog log(Pod pod) {
        return new PodLog(client, namespace, pod.getMetadata().getName(), part);
    }

    private static Consumer<String> prefixed(List<Pod> pods, Pod pod, Consumer<String> lines) {
        return pods.size() == 1 ? lines : line -> lines.accept(pod.getMetadata().getName() + "  " + line);
    }
}
