package dev.hearth.gateway.route;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which paths are let in. Whatever two programs could read in two ways is refused: dots that climb, encoded slashes,
 * parameters of segments.
 */
public final class SafePath {
    private static final Pattern ALLOWED = Pattern.compile("/[-A-Za-z0-9._~!$&'()*+,=:@%/\\[\\]]*");
    private static final Pattern ENCODED = Pattern.compile("(?i)%(?![0-9a-f]{2})|%(2e|2f|5c|3b|25|[01][0-9a-f]|7f)");

    private SafePath() {}

    /** Whether a path, as it came, without its query, means the same to everybody. */
    public static boolean allows(String path) {
        return ALLOWED.matcher(path).matches()
                && !ENCODED.matcher(path).find()
                && Stream.of(path.split("/", -1)).noneMatch(segment -> segment.equals(".") || segment.equals(".."));
    }
}
