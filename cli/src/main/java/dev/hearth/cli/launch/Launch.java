package dev.hearth.cli.launch;

import dev.hearth.cli.cluster.ClusterEditor;
import dev.hearth.cli.cluster.ClusterView;
import dev.hearth.cli.cluster.Clusters;
import dev.hearth.cli.cluster.Waiting;
import dev.hearth.cli.install.Preparation;
import dev.hearth.cli.kube.Place;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import dev.hearth.cli.terminal.Console;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;

/** Makes a wish true: operator, image, cluster, and the wait until it is ready. */
public record Launch(KubernetesClient client, Place place, Console console) {

    /** Returns the cluster as it then is. */
    public ClusterView up(Wish wish) {
        var preparation = new Preparation(client, place, console);
        if (wish.dryRun()) {
            preparation.requireDefinition();
        } else {
            preparation.ensureOperator(wish.timeout());
        }
        var clusters = new Clusters(place.reader(), place.namespace());
        var before = clusters.find(wish.name());
        if (before.filter(ClusterView::isBeingDeleted).isPresent()) {
            throw Problem.failed("cluster " + wish.name() + " is being deleted at the moment")
                    .advise("run the command again when `" + Program.call("ps") + "` no longer shows it");
        }
        // Checked first: nobody wants to wait for an image and then read that a flag was wrong.
        var planned = store(wish, before, true);
        if (wish.dryRun()) {
            console.say((before.isPresent() ? "Would change" : "Would make") + " cluster " + wish.name());
            return planned;
        }
        preparation.ensureSparkImage(planned);
        var stored = store(wish, before, false);
        console.say(console.errStyle().check() + " " + deed(before, stored) + " in namespace " + place.namespace());
        return wish.awaitReady() ? settle(wish.name(), wish.timeout()) : stored;
    }

    /** Waits until the cluster is as its spec says. */
    public ClusterView settle(String name, Duration timeout) {
        var clusters = new Clusters(place.reader(), place.namespace());
        try (var step = console.step("Cluster " + name)) {
            var ready = new Waiting(() -> clusters.find(name), step, timeout).untilSettled(name);
            step.done("Cluster " + name + " is " + summary(ready));
            return ready;
        }
    }

    private ClusterView store(Wish wish, Optional<ClusterView> before, boolean dryRun) {
        var editor = new ClusterEditor(client, place.namespace());
        if (before.isEmpty() || wish.file().isPresent()) {
            return editor.apply(wish.object(place.namespace()), dryRun);
        }
        return wish.change().isEmpty() ? before.get() : editor.change(wish.name(), wish.change(), dryRun);
    }

    private static String deed(Optional<ClusterView> before, ClusterView stored) {
        if (before.isEmpty()) {
            return "Made cluster " + stored.name();
        }
        var generation = stored.json().at("/metadata/generation");
        return generation.equals(before.get().json().at("/metadata/generation"))
                ? "Cluster " + stored.name() + " exists, nothing to change"
                : "Changed cluster " + stored.name();
    }

    private static String summary(ClusterView cluster) {
        return cluster.suspended()
                ? "suspended"
                : "ready: master " + cluster.leader().orElse("?") + ", " + cluster.summary("workers") + " workers, "
                        + cluster.json().at("/status/cores/total").asText("0") + " cores";
    }
}
