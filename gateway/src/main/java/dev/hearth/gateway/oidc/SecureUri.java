package dev.hearth.gateway.oidc;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses to which secrets may go: encrypted ones, and plain ones that do not leave the machine. */
final class SecureUri {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]");

    private SecureUri() {}

    static boolean isOne(@Nullable URI uri) {
        if (uri == null || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return false;
        }
        return switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http" -> LOOPBACK.matcher(uri.getHost()).matches();
            default -> false;
        };
    }
}
