package dev.hearth.gateway.login;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * How a replica shows another one that it is of the same gateway: by the key that only they have.
 *
 * @param key of sessions
 */
public record PeerPass(SecretKey key, Clock clock) {
    /** Enough for two clocks that differ and a request between them. */
    private static final Duration LIFE = Duration.ofMinutes(2);

    private static final String SCHEME = "Bearer ";

    /** What to send as {@code Authorization}. */
    public String show() {
        var end = Date.from(clock.instant().plus(LIFE));
        return SCHEME
                + seal().close(new JWTClaimsSet.Builder().expirationTime(end).build());
    }

    /** Whether a request with this {@code Authorization} is a replica's. */
    public boolean holds(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith(SCHEME)
                && seal().open(authorization.substring(SCHEME.length())).isPresent();
    }

    private Seal seal() {
        return new Seal(key, clock, "hearth-peer");
    }
}
