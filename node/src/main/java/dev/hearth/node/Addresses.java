package dev.hearth.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The addresses of the embedded Kubernetes.
 *
 * @param link between the host and the first node
 * @param pods every pod has one of these
 * @param services the virtual addresses of Services
 */
record Addresses(Subnet link, Subnet pods, Subnet services) {

    private static final Pattern TEXT = Pattern.compile("([0-9]+(\\.[0-9]+){3}/[0-9]+ ?){3}\\s*");

    String host() {
        return of(1).host();
    }

    /** The first node, with the API server and the name server. */
    String node() {
        return of(1).node();
    }

    NodeAddresses of(int number) {
        return new NodeAddresses(this, number);
    }

    String apiService() {
        return services.address(1);
    }

    String dns() {
        return services.address(10);
    }

    String apiServer() {
        return "https://" + node() + ":6443";
    }

    Stream<Subnet> ranges() {
        return Stream.of(link, pods, services);
    }

    /** Returns the first addresses that no route of the host (as {@code ip -4 route} prints them) leads to. */
    static Addresses beside(String routes) {
        var taken = destinations(routes);
        return candidates()
                .filter(candidate -> taken.stream().noneMatch(candidate::overlaps))
                .findFirst()
                .orElseThrow(() -> new NodeException(
                        "Every private network that the node could use is taken by a route of this machine"
                                + " (see 'ip -4 route'; is a VPN connected?). Disconnect it and try again."));
    }

    Optional<Subnet> collision(String routes) {
        return destinations(routes).stream().filter(this::overlaps).findFirst();
    }

    /** Returns a route that leads where the cable of one more node would be. */
    Optional<Subnet> collision(String routes, int number) {
        return destinations(routes).stream().filter(of(number).link()::overlaps).findFirst();
    }

    private boolean overlaps(Subnet other) {
        return ranges().anyMatch(other::overlaps);
    }

    private static Stream<Addresses> candidates() {
        var ten = IntStream.iterate(96, second -> second <= 248, second -> second + 8)
                .mapToObj(n -> of(10, n));
        var seventeen = IntStream.of(28, 24, 20).mapToObj(n -> of(172, n));
        return Stream.concat(ten, seventeen);
    }

    private static Addresses of(int first, int second) {
        return new Addresses(
                Subnet.parse(first + "." + (second + 3) + ".0.0/30"),
                Subnet.parse(first + "." + (second + 2) + ".0.0/16"),
                Subnet.parse(first + "." + second + ".0.0/16"));
    }

    private static List<Subnet> destinations(String routes) {
        return routes.lines()
                .flatMap(route -> Stream.of(route.strip().split("\\s+", -1))
                        .filter(word -> !List.of("blackhole", "unreachable", "prohibit", "throw")
                                .contains(word))
                        .limit(1))
                .filter(destination -> destination.matches("[0-9.]+(/[0-9]+)?"))
                .map(Subnet::parse)
                .filter(subnet -> subnet.prefix() > 0)
                .toList();
    }

    String toText() {
        return link + " " + pods + " " + services + "\n";
    }

    /** Returns the addresses of the node that has such a file, if it is one. */
    static Optional<Addresses> in(Path file) {
        return Optional.of(file)
                .filter(Files::exists)
                .map(Layout::read)
                .filter(text -> TEXT.matcher(text).matches())
                .map(Addresses::parse);
    }

    static Addresses parse(String text) {
        var words = text.strip().split(" ", -1);
        return new Addresses(Subnet.parse(words[0]), Subnet.parse(words[1]), Subnet.parse(words[2]));
    }
}
