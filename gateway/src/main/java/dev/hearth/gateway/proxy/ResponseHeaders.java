package dev.hearth.gateway.proxy;

import io.netty.handler.codec.http.cookie.ClientCookieDecoder;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * What of an answer's headers a browser gets to see. An application's author decides what its driver answers, and all
 * clusters share an address: what would reach beyond the page itself is taken out.
 */
final class ResponseHeaders {
    private static final Set<String> REMOVED = Set.of(
            "alt-svc",
            "clear-site-data",
            "content-security-policy-report-only",
            "link",
            "nel",
            "public-key-pins",
            "refresh",
            "report-to",
            "reporting-endpoints",
            "server",
            "service-worker-allowed",
            "sourcemap",
            "strict-transport-security",
            "www-authenticate",
            "x-powered-by");

    /** Added to a policy of Spark's own, if there is one (4.3 has one): browsers obey both. */
    private static final String POLICY =
            "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; object-src 'none';"
                    + " base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    private ResponseHeaders() {}

    static void clean(MultiMap headers, Links links) {
        headers.names().stream().filter(ResponseHeaders::isRemoved).toList().forEach(headers::remove);
        var location = headers.get("location");
        if (location != null) {
            var _ = headers.set("location", links.location(location));
        }
        var cookies = cookies(headers.getAll("set-cookie"), links);
        var _ = headers.remove("set-cookie");
        if (!cookies.isEmpty()) {
            var _ = headers.set("set-cookie", cookies);
        }
        var _ = headers.add("content-security-policy", POLICY)
                .set("x-content-type-options", "nosniff")
                .set("referrer-policy", "same-origin");
    }

    private static boolean isRemoved(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return REMOVED.contains(lower) || lower.startsWith("access-control-") || lower.startsWith("cross-origin-");
    }

    private static List<String> cookies(List<String> told, Links links) {
        return told.stream()
                .map(ClientCookieDecoder.LAX::decode)
                .filter(Objects::nonNull)
                .filter(cookie -> !RequestHeaders.isOurs(cookie.name()))
                .map(cookie -> confined(cookie, links))
                .map(ServerCookieEncoder.LAX::encode)
                .toList();
    }

    private static Cookie confined(Cookie cookie, Links links) {
        cookie.setDomain(null);
        cookie.setPath(links.cookiePath());
        return cookie;
    }
}
