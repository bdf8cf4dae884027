package dev.hearth.node;

import java.util.List;
import java.util.stream.Stream;

/**
 * A cut in the only cable of a node. Packets vanish in both directions, as they do where a switch has failed: taking the
 * interface down would tell both sides.
 *
 * @param process any process in the node's network
 */
record Partition(long process) {

    /** Before and after everything that Kubernetes has to say about packets. */
    private static final List<List<String>> RULES = List.of(
            List.of("PREROUTING", "-i", "eth0", "-j", "DROP"), List.of("POSTROUTING", "-o", "eth0", "-j", "DROP"));

    boolean closed() {
        return RULES.stream().allMatch(this::there);
    }

    void close() {
        RULES.stream()
                .filter(rule -> !there(rule))
                .forEach(rule -> iptables("-I", rule).output());
    }

    void open() {
        RULES.stream().filter(this::there).forEach(rule -> iptables("-D", rule).output());
    }

    private boolean there(List<String> rule) {
        return iptables("-C", rule).succeeds();
    }

    private Command iptables(String action, List<String> rule) {
        var line = Stream.of(
                List.of("nsenter", "-t", Long.toString(process), "-n", "iptables", "-w", "-t", "mangle", action), rule);
        return Command.of(line.flatMap(List::stream).toList());
    }
}
