package dev.hearth.node;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The nodes of the embedded Kubernetes: the first one with the control plane, and further ones whose folders lie in its.
 *
 * @param settings those of the first node
 */
record Members(NodeSettings settings) {

    Member first() {
        return new Member(1, settings);
    }

    Member get(int number) {
        return number == 1
                ? first()
                : new Member(
                        number,
                        new NodeSettings(
                                settings.name() + "-" + number,
                                new Layout(settings.home()).furtherNode(number),
                                settings.cache()));
    }

    /** Returns every further node that there could be, for looking for traces. */
    List<Member> conceivable() {
        return IntStream.rangeClosed(2, Node.MOST_NODES).mapToObj(this::get).toList();
    }

    /** Returns the further nodes that there are. */
    List<Member> further() {
        return conceivable().stream().filter(Member::exists).toList();
    }

    List<Member> all() {
        return Stream.concat(Stream.of(first()), further().stream()).toList();
    }

    /** Returns the further nodes of a cluster of the given size, whether they are there or not. */
    List<Member> furtherOf(int count) {
        return IntStream.rangeClosed(2, count).mapToObj(this::get).toList();
    }

    /** Returns the highest number, so that a node whose folder somebody deleted comes back too; 1 without any. */
    int count() {
        return further().stream().mapToInt(Member::number).max().orElse(1);
    }

    /** The network interfaces on the host that are or may be ours. */
    List<String> names() {
        return Stream.concat(Stream.of(first()), conceivable().stream())
                .map(Member::name)
                .toList();
    }

    /**
     * Returns how many nodes there are to be.
     *
     * @param present how many there are, running or not; 0 for none
     * @param wanted what the user asks for, if anything
     */
    static int size(int present, OptionalInt wanted) {
        wanted.ifPresent(count -> {
            if (count < 1 || count > Node.MOST_NODES) {
                throw new NodeException(
                        "The embedded Kubernetes can have 1 to " + Node.MOST_NODES + " nodes, not " + count + ".");
            }
            if (count < present) {
                throw new NodeException("The embedded Kubernetes has " + present + " nodes and cannot do with " + count
                        + ": nodes can be added, not taken away. For a smaller one, make it anew with: "
                        + "hearth node down && hearth node up --nodes " + count);
            }
        });
        return wanted.orElse(Math.max(1, present));
    }

    /**
     * Fails unless the node with that number is there and may be harmed or healed.
     *
     * @param count how many nodes there are
     */
    static void requireFurther(int number, int count) {
        if (number >= 2 && number <= count) {
            return;
        }
        if (number != 1) {
            throw new NodeException("There is no node " + number + ": the embedded Kubernetes has "
                    + (count == 1 ? "one node" : "nodes 1 to " + count)
                    + (number > count && number <= Node.MOST_NODES
                            ? ". Add what is missing with: hearth node up --nodes " + number
                            : "."));
        }
        throw new NodeException("Node 1 carries the control plane, without which Kubernetes would notice nothing. "
                + (count == 1
                        ? "Add another with: hearth node up --nodes 2"
                        : "Choose one of nodes 2 to " + count + "."));
    }
}
