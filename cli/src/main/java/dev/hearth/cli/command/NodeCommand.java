package dev.hearth.cli.command;

import dev.hearth.cli.install.NodeStarter;
import dev.hearth.cli.install.NodeText;
import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import dev.hearth.node.Node;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The embedded node. */
@Command(
        name = "node",
        description = "The Kubernetes node that Hearth runs on this machine: up, down, status, kubeconfig.",
        subcommands = {
            NodeCommand.Up.class,
            NodeCommand.Down.class,
            NodeCommand.Status.class,
            NodeCommand.Kubeconfig.class
        })
@SuppressWarnings("NullAway.Init")
final class NodeCommand implements Runnable {
    @ParentCommand
    private Hearth hearth;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(hearth.console().out());
    }

    /** Starts it. */
    @Command(name = "up", description = "Start the node; repairs or restarts what is left of one.")
    static final class Up implements Callable<Integer> {
        @ParentCommand
        private NodeCommand node;

        @Mixin
        private PackageOptions packages;

        @Override
        public Integer call() {
            var console = node.hearth.console();
            new NodeStarter(console, packages.install()).ensureRunning();
            console.print("export KUBECONFIG=" + Node.ofThisMachine().kubeconfig());
            return Exit.DONE.code();
        }
    }

    /** Removes it. */
    @Command(name = "down", description = "Stop the node and remove every trace of it, clusters included.")
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
    @Command(name = "status", description = "Show the node's components, and where their logs are.")
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
