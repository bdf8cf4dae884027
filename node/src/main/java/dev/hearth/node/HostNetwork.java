package dev.hearth.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The host's side of a node's network: a cable to the node, routes, and the way out to the world.
 *
 * @param name of the node and of the cable's end on the host
 */
record HostNetwork(String name) {

    private static final String MARK = "hearth-node";

    private static final int ETHERNET = 1500;

    /** Behind that of a route to the node itself. */
    private static final String LAST_RESORT = "1000";

    private static final Pattern DEVICE = Pattern.compile("\\bdev (\\S+)");

    private static final Chain FORWARD = new Chain("filter", "FORWARD");

    private static final Chain POSTROUTING = new Chain("nat", "POSTROUTING");

    private static final String ACCEPT = "ACCEPT";

    private static final List<Chain> CHAINS = List.of(FORWARD, POSTROUTING);

    private record Chain(String table, String name) {}

    private record Rule(Chain chain, List<String> match, String target) {}

    static String routes() {
        return Command.of("ip", "-4", "route").output();
    }

    /** Returns the routes that do not go through the given interfaces. */
    static String routesBeside(List<String> interfaces) {
        return beside(interfaces, routes());
    }

    static String beside(List<String> interfaces, String routes) {
        return routes.lines()
                .filter(route -> {
                    var device = DEVICE.matcher(route);
                    return !device.find() || !interfaces.contains(device.group(1));
                })
                .collect(Collectors.joining("\n"));
    }

    /** Returns the size of packets on the host's way out, so that pods send none that would be lost there. */
    static int mtu(String routes) {
        return routes.lines()
                .filter(route -> route.startsWith("default "))
                .map(DEVICE::matcher)
                .filter(Matcher::find)
                .map(device -> Path.of("/sys/class/net", device.group(1), "mtu"))
                .filter(Files::isReadable)
                .mapToInt(file -> Integer.parseInt(Layout.read(file).strip()))
                .map(mtu -> Math.clamp(mtu, 1280, ETHERNET))
                .findFirst()
                .orElse(ETHERNET);
    }

    boolean connected() {
        return Files.exists(Path.of("/sys/class/net", name));
    }

    /** Lays the cable between the host and the namespace of the given process, or what is missing of it. */
    void connect(long process, NodeAddresses addresses) {
        var pid = Long.toString(process);
        var inside = List.of("nsenter", "-t", pid, "-n", "ip");
        if (!connected()) {
            ip("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", pid);
        }
        ip("addr", "replace", addresses.host() + "/" + addresses.link().prefix(), "dev", name);
        var mtu = Integer.toString(mtu(routes()));
        ip("link", "set", name, "mtu", mtu, "up");
        run(inside, "addr", "replace", addresses.node() + "/" + addresses.link().prefix(), "dev", "eth0");
        run(inside, "link", "set", "eth0", "mtu", mtu, "up");
        run(inside, "route", "replace", "default", "via", addresses.host());
        addresses.routed().forEach(range -> ip("route", "replace", range.toString(), "via", addresses.node()));
    }

    /**
     * Sends what is meant for another node to this one's cable while that has none. Nobody answers there, as in the network
     * of a machine that is dead; otherwise it would go out to the world.
     */
    void standInFor(NodeAddresses other) {
        for (var range : List.of(other.link(), other.pods())) {
            ip("route", "replace", range.toString(), "dev", name, "scope", "link", "metric", LAST_RESORT);
        }
    }

    void disconnect() {
        if (connected()) {
            // It may vanish between the look and the deed, because the kernel removes it with the namespace.
            Command.of("ip", "link", "delete", name).result();
        }
    }

    /**
     * Lets pods out; a host without a working iptables filters nothing that would have to be opened.
     *
     * @param neighbours the ranges of other nodes, whose pods this one's are to know by their own addresses
     */
    void open(NodeAddresses addresses, List<Subnet> neighbours) {
        for (var rule : rules(addresses, neighbours)) {
            if (!iptables("-C", rule).succeeds()) {
                // What accepts must come before what masquerades, and before what a firewall forbids.
                iptables(rule.target().equals(ACCEPT) ? "-I" : "-A", rule).result();
            }
        }
    }

    /** Removes every rule of ours, found by its mark: the addresses may be forgotten by now. */
    void close() {
        for (var chain : CHAINS) {
            var list = List.of("iptables", "-w", "-t", chain.table(), "-S", chain.name());
            Command.of(list).result().output().lines().filter(this::ours).forEach(rule -> {
                var line = new ArrayList<>(list.subList(0, 4));
                line.addAll(
                        List.of(rule.replaceFirst("^-A", "-D").replace("\"", "").split(" ", -1)));
                Command.of(line).result();
            });
        }
    }

    boolean ours(String rule) {
        var words = List.of(rule.replace("\"", "").split(" ", -1));
        return words.contains(MARK) && words.contains(name);
    }

    private List<Rule> rules(NodeAddresses addresses, List<Subnet> neighbours) {
        var arriving = neighbours.stream()
                .map(source -> new Rule(POSTROUTING, List.of("-s", source.toString(), "-o", name), ACCEPT));
        var rest = Stream.of(
                new Rule(FORWARD, List.of("-i", name), ACCEPT),
                new Rule(FORWARD, List.of("-o", name), ACCEPT),
                new Rule(POSTROUTING, leaving(addresses.link()), "MASQUERADE"),
                new Rule(POSTROUTING, leaving(addresses.cluster().pods()), "MASQUERADE"));
        return Stream.concat(arriving, rest).toList();
    }

    private List<String> leaving(Subnet source) {
        return List.of("-s", source.toString(), "!", "-o", name);
    }

    private static Command iptables(String action, Rule rule) {
        var line = new ArrayList<>(List.of(
                "iptables",
                "-w",
                "-t",
                rule.chain().table(),
                action,
                rule.chain().name()));
        line.addAll(rule.match());
        line.addAll(List.of("-m", "comment", "--comment", MARK, "-j", rule.target()));
        return Command.of(line);
    }

    private static void ip(String... arguments) {
        run(List.of("ip"), arguments);
    }

    private static void run(List<String> program, String... arguments) {
        var line = new ArrayList<>(program);
        line.addAll(List.of(arguments));
        Command.of(line).output();
    }
}
