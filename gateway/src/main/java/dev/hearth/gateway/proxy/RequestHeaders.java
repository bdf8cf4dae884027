package dev.hearth.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a request's headers Spark gets to see: what its pages use, and nothing else. So neither a person's token nor a
 * header by which a proxy could be told something gets through.
 */
final class RequestHeaders {
    /** Where Spark reads the path before its own (UIUtils.uiRoot), unless its settings say one. */
    static final String CONTEXT = "X-Forwarded-Context";

    private static final Set<String> PASSED = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "cache-control",
            "content-length",
            "content-type",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "pragma",
            "range",
            "user-agent",
            "x-requested-with");

    private static final String WEB_SOCKET = "sec-websocket-";

    private RequestHeaders() {}

    /**
     * Leaves what may pass in the headers of a request to Spark.
     *
     * @param base the path of the page behind, as browsers have it
     * @param rewritten whether the answer's text will be changed, for which it must not come compressed
     */
    static void clean(MultiMap headers, HttpServerRequest request, String base, boolean rewritten) {
        headers.names().stream()
                .filter(name -> !passes(name.toLowerCase(Locale.ROOT)))
                .toList()
                .forEach(headers::remove);
        if (rewritten) {
            var _ = headers.remove("accept-encoding");
        }
        var cookies = request.cookies().stream()
                .filter(cookie -> !isOurs(cookie.getName()))
                .map(RequestHeaders::text)
                .collect(Collectors.joining("; "));
        if (!cookies.isEmpty()) {
            var _ = headers.set("cookie", cookies);
        }
        var _ = headers.set(CONTEXT, base);
    }

    /** Whether a cookie is the gateway's, which Spark must neither see nor set. */
    static boolean isOurs(String cookie) {
        return cookie.toLowerCase(Locale.ROOT).contains("hearth");
    }

    /** Whether a header is about a web socket, and says nothing about anything else. */
    static boolean isWebSockets(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(WEB_SOCKET);
    }

    private static boolean passes(String name) {
        return PASSED.contains(name) || isWebSockets(name);
    }

    private static String text(Cookie cookie) {
        return cookie.getName() + "=" + cookie.getValue();
    }
}
