package dev.hearth.operator.desired;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The secret by which the processes of one cluster know each other ({@code spark.authenticate.secret}). */
public final class AuthenticationSecret {
    /** The key of the configuration Secret under which it is kept. */
    static final String KEY = "authentication-secret";

    private static final int BYTES = 32;

    private AuthenticationSecret() {}

    /** A new secret, of 256 random bits. */
    public static String generate() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The secret in a cluster's configuration, if it is there and readable. */
    public static Optional<String> of(Secret configuration) {
        return Optional.ofNullable(configuration.getData())
                .flatMap(data -> Optional.ofNullable(data.get(KEY)))
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8))
                .filter(secret -> secret.length() >= 2 * BYTES);
    }
}
