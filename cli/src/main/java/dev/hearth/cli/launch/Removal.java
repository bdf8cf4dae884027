package dev.hearth.cli.launch;

import dev.hearth.cli.cluster.ClusterEditor;
import dev.hearth.cli.cluster.Clusters;
import dev.hearth.cli.cluster.Waiting;
import dev.hearth.cli.kube.Place;
import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Explanation;
import dev.hearth.cli.problem.Patience;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.terminal.Console;
import dev.hearth.cli.terminal.Elapsed;
import dev.hearth.cli.terminal.Step;
import dev.hearth.operator.desired.Names;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Deletes clusters: asks for all deletions before it waits for any, and lets no failure keep it from the others. */
public final class Removal {
    private final KubernetesClient client;
    private final Place place;
    private final Console console;
    private final Clusters clusters;
    private final Map<String, Problem> failures = new LinkedHashMap<>();

    public Removal(KubernetesClient client, Place place, Console console) {
        this.client = client;
        this.place = place;
        this.console = console;
        clusters = new Clusters(place.reader(), place.namespace());
    }

    /** Returns when nothing of the clusters is left, or when their deletion has begun. */
    public void remove(List<String> names, boolean wait, Duration timeout) {
        var wanted = names.stream().distinct().toList();
        var begun = wanted.stream()
                .filter(name -> succeeds(name, () -> request(name)))
                .toList();
        var patience = Patience.of(timeout);
        for (var name : begun) {
            if (wait) {
                var _ = succeeds(name, () -> await(name, patience));
            } else {
                console.say(console.errStyle().check() + " Cluster " + name + " is being deleted");
            }
        }
        if (!failures.isEmpty()) {
            throw summary(wanted);
        }
    }

    private boolean succeeds(String name, Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException e) {
            failures.put(name, Explanation.of(e));
            return false;
        }
    }

    private void request(String name) {
        var _ = clusters.require(name);
        new ClusterEditor(client, place.namespace()).delete(name);
    }

    private void await(String name, Patience patience) {
        try (var step = console.step("Deleting cluster " + name)) {
            new Waiting(() -> clusters.find(name), step, patience).untilGone(name);
            awaitPods(name, patience, step);
            step.done("Cluster " + name + " is gone");
        }
    }

    private void awaitPods(String name, Patience patience, Step step) {
        // All labels of the operator's own: charts and people call other things by the same instance.
        var labels = new Names(place.namespace(), name).labels();
        var pods = client.pods().inNamespace(place.namespace()).withLabels(labels);
        try {
            var left = patience.look(
                    () -> pods.list().getItems(), List::isEmpty, some -> some.size() + " pods are leaving", step);
            if (!left.isEmpty()) {
                var first = left.getFirst().getMetadata().getName();
                throw Problem.timedOut("cluster " + name + " is gone, but " + left.size()
                                + " of its pods are still there after " + Elapsed.text(patience.total()))
                        .advise("see what holds them with: kubectl -n " + place.namespace() + " describe pod " + first);
            }
        } catch (KubernetesClientException e) {
            // Who may not look at pods has at least seen the cluster go.
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
        }
    }

    private Problem summary(List<String> wanted) {
        if (wanted.size() == 1) {
            return failures.values().iterator().next();
        }
        var message = failures.size() + " of " + wanted.size() + " clusters are not gone:"
                + failures.entrySet().stream()
                        .map(failure -> "\n       - " + failure.getKey() + ": " + text(failure.getValue()))
                        .collect(Collectors.joining());
        var late = failures.values().stream().allMatch(problem -> problem.exit() == Exit.TIMED_OUT);
        return late ? Problem.timedOut(message) : Problem.failed(message);
    }

    private static String text(Problem problem) {
        return problem.message() + problem.advice().map(advice -> "; " + advice).orElse("");
    }
}
