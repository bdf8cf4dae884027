package dev.hearth.node;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a user's environment says about the way to the world: for containerd, which alone fetches something there. */
final class Outward {

    private static final String EXCEPTIONS = "NO_PROXY";

    private Outward() {}

    /** Returns the variables for containerd, with the cluster's own addresses among those that need no proxy. */
    static Map<String, String> environment(Map<String, String> users, Addresses addresses) {
        var environment = new TreeMap<String, String>();
        for (var proxy : new String[] {"HTTP_PROXY", "HTTPS_PROXY"}) {
            value(users, proxy).ifPresent(value -> environment.put(proxy, value));
        }
        if (!environment.isEmpty()) {
            environment.put(
                    EXCEPTIONS,
                    Stream.concat(
                                    value(users, EXCEPTIONS).stream(),
                                    addresses.ranges().map(Subnet::toString))
                            .collect(Collectors.joining(",")));
        }
        // A company's proxy often speaks for every site with a certificate of the company's own.
        for (var certificates : new String[] {"SSL_CERT_FILE", "SSL_CERT_DIR"}) {
            value(users, certificates).ifPresent(value -> environment.put(certificates, value));
        }
        return environment;
    }

    private static Optional<String> value(Map<String, String> users, String variable) {
        return Stream.of(variable, variable.toLowerCase(Locale.ROOT))
                .flatMap(name -> Stream.ofNullable(users.get(name)))
                .filter(value -> !value.isBlank())
                .findFirst();
    }
}
