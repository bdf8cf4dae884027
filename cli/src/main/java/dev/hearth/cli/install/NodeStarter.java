package dev.hearth.cli.install;

import dev.hearth.cli.kube.Place;
import dev.hearth.cli.kube.Places;
import dev.hearth.cli.kube.Platform;
import dev.hearth.cli.kube.Target;
import dev.hearth.cli.terminal.Console;
import dev.hearth.node.Missing;
import dev.hearth.node.Node;
import dev.hearth.node.NodeState;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** Brings the node up, or back into reach of this machine if it runs. */
    public void ensureRunning() {
        ensureRunning(Optional.empty());
    }

    private void ensureRunning(Optional<String> sparkVersion) {
        var node = Node.ofThisMachine();
        if (Files.isReadable(node.kubeconfig()) && node.status().state() == NodeState.RUNNING) {
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
            node.up(step);
            step.done("The embedded node runs (Kubernetes " + node.status().kubernetesVersion() + ")");
        }
    }

    /** All that is going to be needed, so that nobody is asked again in the middle. */
    private static List<Missing> missing(Node node, Optional<String> sparkVersion) {
        var missing = new ArrayList<>(node.missing());
        sparkVersion.map(OwnImages::missingFor).ifPresent(missing::addAll);
        return missing;
    }
}
