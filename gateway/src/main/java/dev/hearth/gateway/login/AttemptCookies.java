package dev.hearth.gateway.login;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.hearth.gateway.oidc.Attempt;
import dev.hearth.gateway.route.OuterPrefix;
import io.vertx.core.http.HttpServerRequest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Logins that were begun and have not ended, in cookies: a browser may come back to another replica. */
record AttemptCookies(SealedCookies cookies, Clock clock) {
    /** Enough to find the second factor. */
    private static final Duration LIFE = Duration.ofMinutes(10);

    private static final String NAME = "hearth-oidc";
    private static final String STATE = "state";
    private static final String NONCE = "nonce";
    private static final String VERIFIER = "verifier";
    private static final String NEXT = "next";
    private static final String REDIRECT = "redirect";

    static AttemptCookies of(SecretKey key, Clock clock) {
        return new AttemptCookies(new SealedCookies(key, clock, NAME), clock);
    }

    /** The attempt that a browser has under way. */
    Optional<Attempt> read(HttpServerRequest request) {
        return cookies.read(request).flatMap(AttemptCookies::attempt);
    }

    /**
     * Gives an attempt to a browser.
     *
     * @return whether it fits into a cookie
     */
    boolean write(HttpServerRequest request, OuterPrefix prefix, Attempt attempt) {
        return cookies.write(request, prefix, claims(attempt));
    }

    void remove(HttpServerRequest request, OuterPrefix prefix) {
        cookies.remove(request, prefix);
    }

    private JWTClaimsSet claims(Attempt attempt) {
        return new JWTClaimsSet.Builder()
                .expirationTime(Date.from(clock.instant().plus(LIFE)))
                .claim(STATE, attempt.state())
                .claim(NONCE, attempt.nonce())
                .claim(VERIFIER, attempt.verifier())
                .claim(NEXT, attempt.next())
                .claim(REDIRECT, attempt.redirect())
                .build();
    }

    private static Optional<Attempt> attempt(JWTClaimsSet claims) {
        try {
            return Optional.of(new Attempt(
                    claims.getStringClaim(STATE),
                    claims.getStringClaim(NONCE),
                    claims.getStringClaim(VERIFIER),
                    claims.getStringClaim(NEXT),
                    claims.getStringClaim(REDIRECT)));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
