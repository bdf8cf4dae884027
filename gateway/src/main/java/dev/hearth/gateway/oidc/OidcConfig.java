package dev.hearth.gateway.oidc;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * A provider, and the gateway as its client.
 *
 * @param clientSecret empty for a public client, whom PKCE alone protects
 * @param tls which certificates of the provider are trusted; those of the machine if empty
 */
public record OidcConfig(
        URI issuer,
        String clientId,
        Optional<String> clientSecret,
        ClaimMapping claims,
        List<String> scopes,
        Optional<SSLContext> tls) {
    public static final String ISSUER = "HEARTH_OIDC_ISSUER";
    public static final String CLIENT_ID = "HEARTH_OIDC_CLIENT_ID";
    public static final String CLIENT_SECRET = "HEARTH_OIDC_CLIENT_SECRET";
    public static final String USERNAME_CLAIM = "HEARTH_OIDC_USERNAME_CLAIM";
    public static final String USERNAME_PREFIX = "HEARTH_OIDC_USERNAME_PREFIX";
    public static final String GROUPS_CLAIM = "HEARTH_OIDC_GROUPS_CLAIM";
    public static final String GROUPS_PREFIX = "HEARTH_OIDC_GROUPS_PREFIX";
    public static final String SCOPES = "HEARTH_OIDC_SCOPES";

    /** Certificates as text. */
    public static final String CA = "HEARTH_OIDC_CA";

    private static final String OPENID = "openid";
    private static final String USUAL_SCOPES = "openid,email,profile";
    private static final String SCOPE = "[\\x21\\x23-\\x2b\\x2d-\\x5b\\x5d-\\x7e]+";

    /**
     * Reads and checks an environment; empty if it names no provider.
     *
     * @throws IllegalArgumentException that says what to write instead
     */
    public static Optional<OidcConfig> of(Map<String, String> environment) {
        var issuer = value(environment, ISSUER, "");
        if (issuer.isEmpty()) {
            return Optional.empty();
        }
        var clientId = value(environment, CLIENT_ID, "");
        if (clientId.isEmpty()) {
            throw new IllegalArgumentException(
                    "the OIDC issuer " + issuer + " needs a client ID: the one by which it knows this gateway");
        }
        return Optional.of(new OidcConfig(
                issuer(issuer),
                clientId,
                Optional.of(value(environment, CLIENT_SECRET, "")).filter(secret -> !secret.isEmpty()),
                ClaimMapping.of(
                        issuer,
                        value(environment, USERNAME_CLAIM, "sub"),
                        value(environment, USERNAME_PREFIX, ""),
                        value(environment, GROUPS_CLAIM, ""),
                        value(environment, GROUPS_PREFIX, "")),
                scopes(value(environment, SCOPES, USUAL_SCOPES)),
                Optional.of(value(environment, CA, ""))
                        .filter(pem -> !pem.isEmpty())
                        .map(Certificates::trusting)));
    }

    private static URI issuer(String text) {
        try {
            var issuer = URI.create(text);
            if (SecureUri.isOne(issuer) && issuer.getRawQuery() == null) {
                return issuer;
            }
        } catch (IllegalArgumentException e) {
            // The same advice as for one that can be read.
        }
        throw new IllegalArgumentException("the OIDC issuer must be an address such as https://login.example.org, not '"
                + text + "' (http only on this machine: localhost, 127.0.0.1 or [::1])");
    }

    private static List<String> scopes(String text) {
        var given = Stream.of(text.split(",", -1)).map(String::strip).toList();
        given.stream().filter(scope -> !scope.matches(SCOPE)).findFirst().ifPresent(scope -> {
            throw new IllegalArgumentException(
                    "the OIDC scopes must be words with commas between them, such as openid,email,groups, not '" + text
                            + "'");
        });
        // Without it, there is no ID token.
        return Stream.concat(Stream.of(OPENID), given.stream()).distinct().toList();
    }

    private static String value(Map<String, String> environment, String name, String usual) {
        var value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? usual : value;
    }
}
