package dev.hearth.gateway.login;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.hearth.gateway.route.OuterPrefix;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;

/**
 * Sessions in cookies: encrypted, so that every replica of the gateway can read them and none has to remember them.
 *
 * @param key of AES with 256 bits, which all replicas share
 */
record SessionCookies(SecretKey key, Clock clock) {
    private static final String NAME = "hearth-session";
    private static final String GUARD = "guard";
    private static final String UID = "uid";
    private static final String GROUPS = "groups";
    private static final String EXTRA = "extra";

    /** Browsers keep no cookie of more than 4096 characters, its name and attributes included. */
    private static final int LARGEST = 3800;

    /** The session of a request's cookie, if it has one that we made and that is not over. */
    Optional<Session> read(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(NAME)).flatMap(cookie -> decode(cookie.getValue()));
    }

    /**
     * Gives a session to a browser.
     *
     * @return whether it fits into a cookie
     */
    boolean write(HttpServerRequest request, OuterPrefix prefix, Session session) {
        var text = encode(session);
        if (text.length() > LARGEST) {
            return false;
        }
        var life = Duration.between(clock.instant(), session.end());
        var _ = request.response().addCookie(cookie(request, prefix, text).setMaxAge(life.toSeconds()));
        return true;
    }

    void remove(HttpServerRequest request, OuterPrefix prefix) {
        var _ = request.response().addCookie(cookie(request, prefix, "").setMaxAge(0));
    }

    private static Cookie cookie(HttpServerRequest request, OuterPrefix prefix, String text) {
        var secure = request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
        return Cookie.cookie(NAME, text)
                .setPath(prefix.cookiePath())
                .setHttpOnly(true)
                .setSecure(secure)
                // Links from elsewhere find their reader logged in; what changes something asks where it came from.
                .setSameSite(CookieSameSite.LAX);
    }

    String encode(Session session) {
        var identity = session.identity();
        var claims = new JWTClaimsSet.Builder()
                .subject(identity.user())
                .expirationTime(Date.from(session.end()))
                .claim(GUARD, session.guard())
                .claim(UID, identity.uid())
                .claim(GROUPS, identity.groups())
                .claim(EXTRA, identity.extra())
                .build();
        try {
            var token = new EncryptedJWT(new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM), claims);
            token.encrypt(new DirectEncrypter(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java runtime has AES", e);
        }
    }

    Optional<Session> decode(String text) {
        try {
            var token = EncryptedJWT.parse(text);
            token.decrypt(new DirectDecrypter(key));
            var claims = token.getJWTClaimsSet();
            var identity = new Identity(
                    claims.getSubject(), claims.getStringClaim(UID), claims.getStringListClaim(GROUPS), extra(claims));
            var session = new Session(
                    identity,
                    claims.getStringClaim(GUARD),
                    claims.getExpirationTime().toInstant());
            return Optional.of(session).filter(it -> it.end().isAfter(clock.instant()));
        } catch (ParseException | JOSEException | IllegalStateException e) {
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
