package dev.hearth.cli.install;

import dev.hearth.cli.kube.Place;
import dev.hearth.cli.kube.Places;
import dev.hearth.cli.kube.Target;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.terminal.Console;
import dev.hearth.node.Missing;
import dev.hearth.node.Node;
import dev.hearth.node.NodeState;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Scanner;

/** Starts the embedded node where the user has no Kubernetes. */
public record NodeStarter(Console console) {

    /** The user's own Kubernetes, or else the embedded node, started if it has to be. */
    public Place place(Target target) {
        var own = target.node() ? java.util.Optional.<Place>empty() : Places.find(target);
        if (own.isPresent() && !(own.get().platform() instanceof dev.hearth.cli.kube.Platform.Embedded)) {
            return own.get();
        }
        ensureRunning(false);
        return Places.require(target);
    }

    /**
     * Brings the node up unless all of it runs.
     *
     * @param install whether missing packages are installed without asking
     */
    public void ensureRunning(boolean install) {
        var node = Node.ofThisMachine();
        if (Files.isReadable(node.kubeconfig()) && node.status().state() == NodeState.RUNNING) {
            return;
        }
        offerInstallation(node, install);
        try (var step = console.step("Starting the embedded Kubernetes node")) {
            node.up(step);
            step.done("The embedded node runs (Kubernetes " + node.status().kubernetesVersion() + ")");
        }
    }

    private void offerInstallation(Node node, boolean install) {
        var missing = node.missing();
        if (missing.isEmpty()) {
            return;
        }
        var command = Missing.installation(missing);
        if (command.isEmpty()) {
            throw cannotRun(Missing.explanation(missing));
        }
        if (!install && !agreed(command.get())) {
            throw cannotRun(Missing.explanation(missing) + "\nor let Hearth do it: hearth node up --install");
        }
        try (var step = console.step("Installing packages")) {
            node.install(missing, step);
            step.done("Packages installed");
        }
    }

    private static Problem cannotRun(String explanation) {
        return Problem.failed("the embedded node cannot run on this machine yet")
                .advise(explanation.replace("\n", "\n       ")
                        + "\n       To use a Kubernetes that you have, set KUBECONFIG or --kubeconfig.");
    }

    private boolean agreed(String command) {
        if (!console.input() || !console.live()) {
            return false;
        }
        console.err()
                .print("The embedded node needs packages that are missing here:\n  " + command
                        + "\nInstall them now? [Y/n] ");
        console.err().flush();
        var input = new Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8);
        var answer = input.hasNextLine() ? input.nextLine().strip().toLowerCase(Locale.ROOT) : "n";
        return answer.isEmpty() || answer.startsWith("y");
    }
}
