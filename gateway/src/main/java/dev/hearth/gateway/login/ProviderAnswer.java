package dev.hearth.gateway.login;

import dev.hearth.gateway.oidc.Attempt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a browser brings back from the provider. */
sealed interface ProviderAnswer {
    /** A code for which the provider gives the token. */
    record Code(String code) implements ProviderAnswer {}

    /** The provider lets nobody in. */
    record Denied(String why) implements ProviderAnswer {}

    /** It does not belong to the attempt. */
    record Foreign(String why) implements ProviderAnswer {}

    /** The most of a provider's own words that a page has room for. */
    int LONGEST = 300;

    /**
     * Reads an answer. What it says is only looked at once it is known to belong to the attempt: before, anybody may have
     * written it into a link.
     *
     * @param parameter of the address by its name
     */
    static ProviderAnswer of(Attempt attempt, UnaryOperator<@Nullable String> parameter) {
        var state = parameter.apply("state");
        if (state == null || !isSame(state, attempt.state())) {
            return new Foreign(
                    "It does not belong to the login that this browser began last. Perhaps there are two tabs.");
        }
        var error = parameter.apply("error");
        if (error != null) {
            return new Denied(reason(error, parameter.apply("error_description")));
        }
        var code = parameter.apply("code");
        return code == null || code.isEmpty()
                ? new Denied("The answer has neither a code nor an error.")
                : new Code(code);
    }

    private static String reason(String error, @Nullable String description) {
        if (error.equals("access_denied") && description == null) {
            return "It was cancelled, or you may not use this gateway.";
        }
        var words = (description == null ? error : error + ", " + description).replaceAll("\\p{Cntrl}", " ");
        return "The provider says: " + words.substring(0, Math.min(words.length(), LONGEST));
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
