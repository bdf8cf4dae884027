package dev.hearth.cli.command;

import dev.hearth.cli.install.NodeStarter;
import dev.hearth.cli.install.NodeText;
import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import dev.hearth.cli.terminal.Console;
import dev.hearth.node.Node;
import java.nio.file.Files;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The embedded node. */
@Command(
        name = "node",
        description = "The Kubernetes that Hearth runs on this machine, of one node or several; harms and heals nodes.",
        subcommands = {
            NodeCommand.Up.class,
            NodeCommand.Down.class,
            NodeCommand.Status.class,
            NodeCommand.Kubeconfig.class,
            NodeFaults.Kill.class,
            NodeFaults.Freeze.class,
            NodeFaults.Cut.class,
            NodeFaults.Heal.class
        })
@SuppressWarnings("NullAway.Init")
final class NodeCommand implements Runnable {
    @ParentCommand
    private Hearth hearth;

    @Spec
    private CommandSpec spec;

    Console console() {
        return hearth.console();
    }

    @Override
    public void run() {
        spec.commandLine().usage(hearth.console().out());
    }

    /** Starts it. */
    @Command(name = "up", description = "Start the node, or several; repairs or restarts what is left of them.")
    static final class Up implements Callable<Integer> {
        @ParentCommand
        private NodeCommand node;

        @Option(
                names = "--nodes",
                paramLabel = "N",
                description = "How many nodes there are to be, 1 to " + Node.MOST_NODES
                        + ": adds what is missing. Default: as many as there are, or one.")
        private @Nullable Integer nodes;

        @Mixin
        private PackageOptions packages;

        @Override
        public Integer call() {
            var console = node.hearth.console();
            new NodeStarter(console, packages.install()).ensureRunning(wanted());
            console.print("export KUBECONFIG=" + Node.ofThisMachine().kubeconfig());
            return Exit.DONE.code();
        }

        private OptionalInt wanted() {
            if (nodes == null) {
                return OptionalInt.empty();
            }
            if (nodes < 1 || nodes > Node.MOST_NODES) {
                throw Problem.usage(
                        "the embedded Kubernetes can have 1 to " + Node.MOST_NODES + " nodes, not " + nodes);
            }
            return OptionalInt.of(nodes);
        }
    }

    /** Removes it. */
    @Command(name = "down", description = "Stop all nodes and remove every trace of them, clusters included.")
    static final class Down implements Callable<Integer> {
        @ParentCommand
        private NodeCommand node;

        @Override
        public Integer call() {
            try (var step = node.hearth.console().step("Removing the embedded node")) {
                Node.ofThisMachine().down(step);
                step.done("The embedded node is gone");
            }
            return Exit.DONE.code();
        }
    }

    /** Shows it. */
    @Command(
            name = "status",
            description = "Show the components of each node, where their logs are, and what was done to a node.")
    static final class Status implements Callable<Integer> {
        @ParentCommand
        private NodeCommand node;

        @Mixin
        private OutputOption output;

        @Override
        public Integer call() {
            var console = node.hearth.console();
            var text = new NodeText(Node.ofThisMachine().status());
            console.print(output.isText() ? text.text(console.outStyle()) : output.format(text.data()));
            return text.runs() ? Exit.DONE.code() : Exit.FAILED.code();
        }
    }

    /** Says where its kubeconfig is. */
    @Command(name = "kubeconfig", description = "Print the path of the node's kubeconfig.")
    static final class Kubeconfig implements Callable<Integer> {
        @ParentCommand
        private NodeCommand node;

        @Override
        public Integer call() {
            var file = Node.ofThisMachine().kubeconfig();
            if (!Files.exists(file)) {
                throw Problem.failed("the embedded node does not run")
                        .advise("start it with: " + Program.call("node up"));
            }
            node.hearth.console().print(file.toString());
            return Exit.DONE.code();
        }
    }
}
