package dev.hearth.gateway.route;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What browsers have before the gateway's own paths: its base path, and what proxies before it have taken away. Without
 * a slash at its end; empty if there is nothing.
 *
 * @param text the prefix
 * @param path the rest of the request's path, which is ours to read
 */
public record OuterPrefix(String text, String path) {
    private static final Pattern SIMPLE = Pattern.compile("(/[-A-Za-z0-9._~:]+)+");

    /**
     * Splits a request's path.
     *
     * @param basePath the gateway's own prefix, which requests still have
     * @param header a header of the request by its name
     * @return nothing if the path is not below the base path
     */
    public static Optional<OuterPrefix> of(String basePath, String path, UnaryOperator<@Nullable String> header) {
        if (!path.equals(basePath) && !path.startsWith(basePath + "/")) {
            return Optional.empty();
        }
        var ours = path.substring(basePath.length());
        return Optional.of(new OuterPrefix(taken(path, header) + basePath, ours.isEmpty() ? "/" : ours));
    }

    /**
     * The path for which a browser keeps our cookies. A segment that Spark's scripts would take for their own is spelt in
     * another way in what they ask for (proxy.Rewriting), which is another path to browsers: it is left out, with what
     * follows.
     */
    public String cookiePath() {
        return text.replaceFirst("/(proxy|history)(/.*)?$", "") + "/";
    }

    /** What a proxy says that it has taken from the start of the path. */
    private static String taken(String path, UnaryOperator<@Nullable String> header) {
        var prefix = header.apply("X-Forwarded-Prefix");
        if (prefix != null) {
            return simple(prefix);
        }
        // The API server tells the path that it was asked for, without the slash at its end
        // (k8s.io/apimachinery/pkg/util/proxy/transport.go).
        var whole = header.apply("X-Forwarded-Uri");
        if (whole == null) {
            return "";
        }
        var asked = trimmed(whole.replaceFirst("\\?.*", ""));
        var rest = trimmed(path);
        return asked.endsWith(rest) ? simple(asked.substring(0, asked.length() - rest.length())) : "";
    }

    private static String simple(String prefix) {
        var trimmed = trimmed(prefix);
        return SIMPLE.matcher(trimmed).matches() ? trimmed : "";
    }

    private static String trimmed(String path) {
        return path.replaceFirst("/+$", "");
    }
}
