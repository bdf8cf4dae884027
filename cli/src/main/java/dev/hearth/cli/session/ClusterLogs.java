package dev.hearth.cli.session;

import dev.hearth.api.Component;
import dev.hearth.api.SparkCluster;
import dev.hearth.cli.problem.Pause;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import dev.hearth.operator.observe.PodTrouble;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The logs of one part of a cluster.
 *
 * @param part master, worker or driver
 */
public record ClusterLogs(KubernetesClient client, String namespace, String cluster, String part) {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** What there is. */
    public void print(int tail, boolean previous, Consumer<String> lines) {
        var pods = pods();
        if (pods.isEmpty()) {
            throw Problem.failed("cluster " + cluster + " has no " + part + " pod in namespace " + namespace)
                    .advise("why that is so: " + Program.call("status " + cluster));
        }
        var started = started(pods);
        if (started.isEmpty()) {
            throw Problem.failed(notStarted(pods))
                    .advise("wait for it with: " + Program.call("logs -f " + cluster + " " + part)
                            + "; what is wrong, if anything: " + Program.call("status " + cluster));
        }
        started.forEach(pod -> log(pod).print(
                        tail,
                        previous,
                        started.size() == 1
                                ? lines
                                : line -> lines.accept(pod.getMetadata().getName() + "  " + line)));
    }

    /**
     * What there is and what comes, of all pods at once and of those that replace or join them, until the cluster is
     * gone.
     *
     * @param notices takes a sentence for each pod that begins or ends
     */
    public void follow(int tail, Consumer<String> lines, Consumer<String> notices) {
        var outage = new Outage(Driver.OUTAGE_PATIENCE, notices);
        try (var followers = new LogFollowers(this::log, lines, notices)) {
            var pods = outage.outlast(this::pods);
            followers.follow(started(pods), tail);
            if (followers.areNone()) {
                notices.accept((pods.isEmpty() ? "cluster " + cluster + " has no " + part + " yet" : notStarted(pods))
                        + "; waiting for it, Ctrl-C ends that");
            }
            while (!pods.isEmpty() || outage.outlast(this::exists)) {
                Pause.millis(LOOK.toMillis());
                pods = outage.outlast(this::pods);
                followers.followNewcomers(started(pods));
            }
            followers.awaitLastLines();
        }
        notices.accept("cluster " + cluster + " is gone");
    }

    private boolean exists() {
        return client.resources(SparkCluster.class)
                        .inNamespace(namespace)
                        .withName(cluster)
                        .get()
                != null;
    }

    private List<Pod> pods() {
        return new ClusterPods(client, namespace, cluster).of(Component.valueOf(part.toUpperCase(Locale.ROOT)));
    }

    private List<Pod> started(List<Pod> pods) {
        return pods.stream()
                .filter(pod -> PodLog.status(pod, part)
                        .filter(status -> status.getState().getWaiting() == null || status.getRestartCount() > 0)
                        .isPresent())
                .toList();
    }

    private String notStarted(List<Pod> pods) {
        var why = PodTrouble.worst(pods).map(PodTrouble::message).orElse("it is starting");
        return "no " + part + " of cluster " + cluster + " has started yet: " + why;
    }

    private PodLog log(Pod pod) {
        return new PodLog(new PodEndpoint(client, namespace, pod.getMetadata().getName()), part);
    }
}
