package dev.hearth.cli.doctor;

import dev.hearth.cli.install.Programs;
import dev.hearth.cli.kube.Place;
import dev.hearth.cli.kube.Places;
import dev.hearth.cli.kube.Target;
import dev.hearth.cli.problem.Explanation;
import dev.hearth.cli.problem.Program;
import dev.hearth.node.Missing;
import dev.hearth.node.Node;
import dev.hearth.node.NodeException;
import dev.hearth.node.NodeState;
import java.nio.file.Files;
import java.util.function.Consumer;

/** Examines this machine, then the Kubernetes in use, and stops where the rest would only repeat the failure. */
public record Doctor(Target target) {

    /** Tells each finding as soon as it is known. */
    public void examine(Consumer<Finding> findings) {
        findings.accept(Finding.ok(
                "java", System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")"));
        findings.accept(kubectl());
        findings.accept(node());
        try {
            var place = Places.find(target);
            if (place.isEmpty()) {
                findings.accept(Finding.problem(
                        "kubernetes",
                        "none: no current context, and the embedded node does not run",
                        Program.call("up") + " starts one here; for your own set KUBECONFIG or --kubeconfig"));
                return;
            }
            examine(place.get(), findings);
        } catch (RuntimeException e) {
            findings.accept(failed("", e));
        }
    }

    private static void examine(Place place, Consumer<Finding> findings) {
        try (var client = place.client()) {
            var version = client.getKubernetesVersion();
            findings.accept(Finding.ok(
                    "kubernetes",
                    version.getGitVersion() + ", " + place.description()
                            + place.server().map(server -> " at " + server).orElse("")));
            new ClusterChecks(client, place).examine(findings);
        } catch (RuntimeException e) {
            findings.accept(failed(place.description() + ": ", e));
        }
    }

    private static Finding failed(String where, RuntimeException thrown) {
        var problem = Explanation.of(thrown);
        return Finding.problem(
                "kubernetes", where + problem.message(), problem.advice().orElse(""));
    }

    private static Finding kubectl() {
        return Programs.ofThisMachine()
                .find("kubectl")
                .map(path -> Finding.ok("kubectl", path.toString()))
                .orElseGet(() -> Finding.note("kubectl", "not installed", "Hearth does not need it; you may"));
    }

    private static Finding node() {
        try {
            return state(Node.ofThisMachine());
        } catch (NodeException e) {
            return Finding.note("node", Program.adapt(String.valueOf(e.getMessage())), "");
        }
    }

    private static Finding state(Node node) {
        if (Files.isReadable(node.kubeconfig())) {
            var status = node.status();
            return status.state() == NodeState.RUNNING
                    ? Finding.ok("node", "the embedded node runs, Kubernetes " + status.kubernetesVersion())
                    : Finding.problem(
                            "node",
                            "the embedded node does not run completely: "
                                    + Program.adapt(String.join("; ", status.problems())),
                            "repair it with `" + Program.call("node up") + "`, or remove it with `"
                                    + Program.call("node down") + "`");
        }
        var missing = node.missing();
        return missing.isEmpty()
                ? Finding.ok("node", "this machine can run the embedded node")
                : Finding.note(
                        "node",
                        "this machine cannot run the embedded node yet; only needed without a Kubernetes of your own",
                        Program.adapt(Missing.explanation(missing)));
    }
}
