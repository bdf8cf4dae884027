package dev.hearth.cli.launch;

import static dev.hearth.api.Component.WORKER;

import dev.hearth.cli.cluster.ClusterEditor;
import dev.hearth.cli.cluster.ClusterView;
import dev.hearth.cli.cluster.Clusters;
import dev.hearth.cli.kube.Place;
import dev.hearth.cli.problem.Patience;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import dev.hearth.cli.terminal.Console;
import dev.hearth.cli.terminal.Elapsed;
import dev.hearth.operator.desired.Names;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Workers that are asked to leave. */
public record Departure(KubernetesClient client, Place place, Console console) {

    /**
     * Asks for it; returns before it has happened.
     *
     * @param words pods' names, or ends of them that tell one worker from the others
     * @return the names of the pods, in order
     */
    public Set<String> begin(ClusterView cluster, List<String> words) {
        var workers = pods(cluster.name());
        var asked = words.stream()
                .map(word -> find(word, workers, cluster.name()))
                .collect(Collectors.toCollection(TreeSet::new));
        new ClusterEditor(client, place.namespace()).askToLeave(cluster, asked, workers);
        asked.forEach(pod -> console.say(pod + " is asked to leave"));
        return asked;
    }

    /** Returns once the workers are gone and the cluster has others in their place. */
    public void await(String cluster, Set<String> pods, Duration timeout) {
        var clusters = new Clusters(place.reader(), place.namespace());
        var patience = Patience.of(timeout);
        var names = String.join(", ", pods);
        try (var step = console.step("Draining " + names)) {
            var left = patience.look(
                    () -> pods(cluster).stream().filter(pods::contains).toList(),
                    List::isEmpty,
                    _ -> clusters.find(cluster)
                            .flatMap(view -> view.condition("Progressing"))
                            .map(ClusterView.Condition::message)
                            .orElse(""),
                    step);
            if (!left.isEmpty()) {
                throw Problem.timedOut(String.join(", ", left) + " has not left after " + Elapsed.text(timeout))
                        .advise("it goes on by itself; look again with: " + Program.call("status " + cluster));
            }
            step.done("Left: " + names);
        }
        var _ = new Arrival(place, console).await(cluster, patience);
    }

    private Set<String> pods(String cluster) {
        return client
                .pods()
                .inNamespace(place.namespace())
                .withLabels(new Names(place.namespace(), cluster).selector(WORKER))
                .list()
                .getItems()
                .stream()
                .map(pod -> pod.getMetadata().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String find(String word, Set<String> workers, String cluster) {
        if (workers.contains(word)) {
            return word;
        }
        var found = workers.stream().filter(pod -> pod.endsWith("-" + word)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw Problem.failed("cluster " + cluster + " has no worker " + word)
                .advise(
                        workers.isEmpty()
                                ? "it has no workers at the moment"
                                : "its workers are: " + String.join(", ", workers));
    }
}
