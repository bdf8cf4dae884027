package dev.hearth.gateway.route;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What browsers call this gateway's server, with or without proxies in between. */
public final class OuterAddress {
    private static final Pattern HOST = Pattern.compile("([-A-Za-z0-9._]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

    private OuterAddress() {}

    /**
     * The scheme and the host.
     *
     * @param encrypted whether the connection to us is
     * @param header a header of the request by its name
     * @return nothing if the request does not say it in a way that can be believed
     */
    public static Optional<String> of(boolean encrypted, UnaryOperator<@Nullable String> header) {
        var host = first(header, "X-Forwarded-Host").or(() -> first(header, "Host"));
        return host.filter(name -> HOST.matcher(name).matches())
                .map(name -> (isHttps(encrypted, header) ? "https://" : "http://") + name);
    }

    /** Whether the browser's connection is encrypted. */
    public static boolean isHttps(boolean encrypted, UnaryOperator<@Nullable String> header) {
        return first(header, "X-Forwarded-Proto").map("https"::equalsIgnoreCase).orElse(encrypted);
    }

    /** What the proxy wrote that the browser talks to; the ones behind it append. */
    private static Optional<String> first(UnaryOperator<@Nullable String> header, String name) {
        return Optional.ofNullable(header.apply(name))
                .map(value -> value.split(",", 2)[0].strip())
                .filter(value -> !value.isEmpty());
    }
}
