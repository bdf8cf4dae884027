package dev.hearth.cli.launch;

import dev.hearth.cli.cluster.ClusterEditor;
import dev.hearth.cli.cluster.ClusterView;
import dev.hearth.cli.cluster.Clusters;
import dev.hearth.cli.install.Preparation;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import java.util.Optional;

/** Makes a wish true: operator, image, cluster, and the wait until it is ready. */
public record Launch(Preparation preparation) {

    /** Returns the cluster as it then is. */
    public ClusterView up(Wish wish) {
        var place = preparation.place();
        var console = preparation.console();
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
        return wish.awaitReady() ? new Arrival(place, console).await(wish.name(), wish.timeout()) : stored;
    }

    private ClusterView store(Wish wish, Optional<ClusterView> before, boolean dryRun) {
        var namespace = preparation.place().namespace();
        var editor = new ClusterEditor(preparation.client(), namespace);
        if (before.isEmpty() || wish.file().isPresent()) {
            return editor.apply(wish.object(namespace), dryRun);
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
}
