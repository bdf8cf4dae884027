package dev.hearth.gateway.login;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.hearth.gateway.route.OuterAddress;
import dev.hearth.gateway.route.OuterPrefix;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * What a browser keeps for us until a time, and can neither read nor change. Encrypted, so that every replica of the
 * gateway can read it and none has to remember it.
 *
 * @param key of AES with 256 bits, which all replicas share
 * @param name of the cookie; it is sealed in, so that none is ever taken for one of another name
 */
record SealedCookies(SecretKey key, Clock clock, String name) {
    /** Browsers keep no cookie of more than 4096 characters, its name and attributes included. */
    private static final int LARGEST = 3800;

    /** What we gave to a browser, if that is not over. */
    Optional<JWTClaimsSet> read(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(name)).flatMap(cookie -> seal().open(cookie.getValue()));
    }

    /**
     * Gives something to a browser until its expiration time.
     *
     * @return whether it fits into a cookie
     */
    boolean write(HttpServerRequest request, OuterPrefix prefix, JWTClaimsSet claims) {
        var text = seal().close(claims);
        if (text.length() > LARGEST) {
            return false;
        }
        var life = Duration.between(clock.instant(), claims.getExpirationTime().toInstant());
        var _ = request.response().addCookie(cookie(request, prefix, text).setMaxAge(life.toSeconds()));
        return true;
    }

    void remove(HttpServerRequest request, OuterPrefix prefix) {
        var _ = request.response().addCookie(cookie(request, prefix, "").setMaxAge(0));
    }

    private Cookie cookie(HttpServerRequest request, OuterPrefix prefix, String text) {
        return Cookie.cookie(name, text)
                .setPath(prefix.cookiePath())
                .setHttpOnly(true)
                .setSecure(OuterAddress.isHttps(request.isSSL(), request::getHeader))
                // Links from elsewhere find their reader logged in; what changes something asks where it came from.
                .setSameSite(CookieSameSite.LAX);
    }

    Seal seal() {
        return new Seal(key, clock, name);
    }
}
