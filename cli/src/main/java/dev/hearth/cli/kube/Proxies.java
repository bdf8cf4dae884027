package dev.hearth.cli.kube;

import dev.hearth.cli.problem.Problem;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The proxies of this machine, by the rules of kubectl: the kubeconfig first, then HTTPS_PROXY unless NO_PROXY. */
record Proxies(Map<String, String> environment) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** The address of the proxy on the way to an API server, in full. */
    Optional<String> of(Login login) {
        return login.proxy().or(() -> ofEnvironment(login.server())).map(Proxies::complete);
    }

    private Optional<String> ofEnvironment(URI server) {
        var variable = "http".equals(server.getScheme()) ? "HTTP_PROXY" : "HTTPS_PROXY";
        var here = new Server(server).isLoopback();
        return here
                        || variable("NO_PROXY")
                                .filter(list -> excepts(list, server))
                                .isPresent()
                ? Optional.empty()
                : variable(variable);
    }

    private Optional<String> variable(String name) {
        return Stream.of(name, name.toLowerCase(Locale.ROOT))
                .map(environment::get)
                .flatMap(Stream::ofNullable)
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    private static String complete(String proxy) {
        var address = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
        var encrypted = "https".equals(address.getScheme());
        if (!encrypted && !"http".equals(address.getScheme())) {
            throw Problem.failed("your way to Kubernetes leads through the proxy " + proxy
                            + ", and Hearth can use proxies for HTTP only")
                    .advise("change proxy-url in your kubeconfig, or HTTPS_PROXY and NO_PROXY");
        }
        return address.getPort() >= 0 ? address.toString() : address + ":" + (encrypted ? HTTPS : HTTP);
    }

    private static boolean excepts(String list, URI server) {
        var host = String.valueOf(server.getHost()).toLowerCase(Locale.ROOT);
        var port = server.getPort() < 0 ? HTTPS : server.getPort();
        return Arrays.stream(list.split(",", -1))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> entry.equals("*") || isInNetwork(host, entry) || isNamed(host, port, entry));
    }

    private static boolean isNamed(String host, int port, String entry) {
        var colon = entry.lastIndexOf(':');
        var withPort = colon > 0 && entry.indexOf(':') == colon;
        if (withPort && !entry.substring(colon + 1).equals(String.valueOf(port))) {
            return false;
        }
        var name = (withPort ? entry.substring(0, colon) : entry).replaceFirst("^\\*(?=\\.)", "");
        return host.equals(name) || host.endsWith(name.startsWith(".") ? name : "." + name);
    }

    private static boolean isInNetwork(String host, String entry) {
        var slash = entry.indexOf('/');
        if (slash < 0) {
            return false;
        }
        try {
            var address = InetAddress.ofLiteral(host).getAddress();
            var network = InetAddress.ofLiteral(entry.substring(0, slash)).getAddress();
            var bits = Integer.parseInt(entry.substring(slash + 1));
            return address.length == network.length
                    && IntStream.range(0, Math.min(bits, address.length * 8))
                            .allMatch(bit -> bit(address, bit) == bit(network, bit));
        } catch (IllegalArgumentException e) {
            // A name is in no network, and an entry that is no network excepts nothing.
            return false;
        }
    }

    private static int bit(byte[] address, int bit) {
        return (address[bit / 8] >> (7 - bit % 8)) & 1;
    }
}
