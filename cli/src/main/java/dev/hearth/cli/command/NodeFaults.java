package dev.hearth.cli.command;

import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Program;
import dev.hearth.node.Fault;
import dev.hearth.node.Node;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What can be done to one of several nodes, to see how a cluster bears it. */
final class NodeFaults {
    private NodeFaults() {}

    /** Does something to the node that the argument names. */
    @SuppressWarnings("NullAway.Init")
    abstract static class OfOneNode implements Callable<Integer> {
        @ParentCommand
        private NodeCommand node;

        @Parameters(paramLabel = "N", description = "The node's number; 1, the control plane's, cannot be harmed.")
        private int number;

        final Integer inflict(Fault fault) {
            var console = node.console();
            Node.ofThisMachine().inflict(fault, number, console::say);
            console.say("Node " + number + " was " + fault + "; bring it back with: "
                    + Program.call("node heal " + number));
            return Exit.DONE.code();
        }

        final Integer heal() {
            try (var step = node.console().step("Healing node " + number)) {
                Node.ofThisMachine().heal(number, step);
                step.done("Node " + number + " is ready");
            }
            return Exit.DONE.code();
        }
    }

    /** Kills everything on it. */
    @Command(name = "kill", description = "End everything on a node at once, as a power cut does.")
    static final class Kill extends OfOneNode {
        @Override
        public Integer call() {
            return inflict(Fault.KILLED);
        }
    }

    /** Stops everything on it. */
    @Command(name = "freeze", description = "Stop all processes of a node, pods included; its connections stay open.")
    static final class Freeze extends OfOneNode {
        @Override
        public Integer call() {
            return inflict(Fault.FROZEN);
        }
    }

    /** Cuts it off. */
    @Command(name = "partition", description = "Cut a node off from all others and this machine; its processes go on.")
    static final class Cut extends OfOneNode {
        @Override
        public Integer call() {
            return inflict(Fault.PARTITIONED);
        }
    }

    /** Undoes all of these. */
    @Command(name = "heal", description = "Undo what was done to a node, and wait until it is ready.")
    static final class Heal extends OfOneNode {
        @Override
        public Integer call() {
            return heal();
        }
    }
}
