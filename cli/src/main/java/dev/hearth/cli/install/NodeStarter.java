package dev.hearth.cli.install;

import dev.hearth.cli.kube.Place;
import dev.hearth.cli.kube.Places;
import dev.hearth.cli.kube.Platform;
import dev.hearth.cli.kube.Target;
import dev.hearth.cli.terminal.Console;
import dev.hearth.node.Missing;
import dev.hearth.node.Node;
import dev.hearth.node.NodeState;
import dev.hearth.node.NodeStatus;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Starts the embedded node where the user has no Kubernetes.
 *
 * @param install whether missing packages are installed without asking
 */
public record NodeStarter(Console console, boolean install) {

    /** The user's own Kubernetes, or else the embedded node, started if it has to be. */
    public Place place(Target target) {
        return place(target, Optional.empty());
    }

    /**
     * The user's own Kubernetes, or else the embedded node, started if it has to be.
     *
     * @param sparkVersion the version of Spark whose image is wanted next; it is built while a node that has to be made is
     */
    public Place place(Target target, Optional<String> sparkVersion) {
        var own = target.node() ? Optional.<Place>empty() : Places.find(target);
        if (own.filter(place -> !(place.platform() instanceof Platform.Embedded))
                .isPresent()) {
            return own.get();
        }
        ensureRunning(sparkVersion);
        return Places.require(target);
    }

    private void ensureRunning(Optional<String> sparkVersion) {
        ensureRunning(OptionalInt.empty(), sparkVersion);
    }

    /**
     * Brings all nodes up, or back into reach of this machine if they run.
     *
     * @param nodes how many there are to be; without, as many as there are, or one
     */
    public void ensureRunning(OptionalInt nodes) {
        ensureRunning(nodes, Optional.empty());
    }

    private void ensureRunning(OptionalInt nodes, Optional<String> sparkVersion) {
        var node = Node.ofThisMachine();
        if (Files.isReadable(node.kubeconfig()) && runs(node.status(), nodes)) {
            node.repair(_ -> {});
            return;
        }
        Packages.ofThisMachine(console, install)
                .provide(
                        "the embedded node",
                        missing(node, sparkVersion),
                        "To use a Kubernetes that you have, set KUBECONFIG or --kubeconfig.");
        // The node's programs take minutes to compile and so does the image: each leaves the other time to wait.
        sparkVersion.ifPresent(OwnImages::buildSparkAhead);
        try (var step = console.step("Starting the embedded Kubernetes node")) {
            node.up(nodes, step);
            var status = node.status();
            step.done(subject(status.nodes().size()) + " (Kubernetes " + status.kubernetesVersion() + ")");
        }
    }

    private static boolean runs(NodeStatus status, OptionalInt nodes) {
        var count = status.nodes().size();
        return status.state() == NodeState.RUNNING && nodes.orElse(count) == count;
    }

    private static String subject(int nodes) {
        return nodes == 1 ? "The embedded node runs" : "The embedded Kubernetes runs, with " + nodes + " nodes";
    }

    /** All that is going to be needed, so that nobody is asked again in the middle. */
    private static List<Missing> missing(Node node, Optional<String> sparkVersion) {
        var missing = new ArrayList<>(node.missing());
        sparkVersion.map(OwnImages::missingFor).ifPresent(missing::addAll);
        return missing;
    }
}
