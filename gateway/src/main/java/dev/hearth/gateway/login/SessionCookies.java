package dev.hearth.gateway.login;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.hearth.gateway.route.OuterPrefix;
import io.vertx.core.http.HttpServerRequest;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;

/** Sessions in cookies. */
record SessionCookies(SealedCookies cookies) {
    private static final String NAME = "hearth-session";
    private static final String GUARD = "guard";
    private static final String UID = "uid";
    private static final String GROUPS = "groups";
    private static final String EXTRA = "extra";

    static SessionCookies of(SecretKey key, Clock clock) {
        return new SessionCookies(new SealedCookies(key, clock, NAME));
    }

    /** The session of a request's cookie, if it has one that we made and that is not over. */
    Optional<Session> read(HttpServerRequest request) {
        return cookies.read(request).flatMap(SessionCookies::session);
    }

    /**
     * Gives a session to a browser.
     *
     * @return whether it fits into a cookie
     */
    boolean write(HttpServerRequest request, OuterPrefix prefix, Session session) {
        return cookies.write(request, prefix, claims(session));
    }

    void remove(HttpServerRequest request, OuterPrefix prefix) {
        cookies.remove(request, prefix);
    }

    static JWTClaimsSet claims(Session session) {
        var identity = session.identity();
        return new JWTClaimsSet.Builder()
                .subject(identity.user())
                .expirationTime(Date.from(session.end()))
                .claim(GUARD, session.guard())
                .claim(UID, identity.uid())
                .claim(GROUPS, identity.groups())
                .claim(EXTRA, identity.extra())
                .build();
    }

    static Optional<Session> session(JWTClaimsSet claims) {
        try {
            var identity = new Identity(
                    claims.getSubject(), claims.getStringClaim(UID), claims.getStringListClaim(GROUPS), extra(claims));
            return Optional.of(new Session(
                    identity,
                    claims.getStringClaim(GUARD),
                    claims.getExpirationTime().toInstant()));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static Map<String, List<String>> extra(JWTClaimsSet claims) throws ParseException {
        return claims.getJSONObjectClaim(EXTRA).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> ((List<?>) entry.getValue())
                                .stream().map(String::valueOf).toList()));
    }
}
