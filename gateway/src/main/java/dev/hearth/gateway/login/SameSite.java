package dev.hearth.gateway.login;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request that changes something came from a page of this gateway. Browsers tell the site in Sec-Fetch-Site,
 * over plain HTTP only in Origin; programs tell neither, and have no cookie that another site could misuse.
 */
public final class SameSite {
    private SameSite() {}

    /** Whether it did, by its headers. */
    public static boolean holds(UnaryOperator<@Nullable String> header) {
        var site = header.apply("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        var origin = header.apply("Origin");
        var from = origin == null ? header.apply("Referer") : origin;
        return from == null || hosts(header).contains(host(from));
    }

    /** What the browser calls us, with or without proxies in between. */
    private static List<String> hosts(UnaryOperator<@Nullable String> header) {
        return Stream.of(header.apply("Host"), header.apply("X-Forwarded-Host"))
                .filter(Objects::nonNull)
                .toList();
    }

    private static String host(String origin) {
        try {
            return String.valueOf(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
