package dev.hearth.gateway.login;

import dev.hearth.gateway.answer.Answers;
import dev.hearth.gateway.route.OuterPrefix;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where those come in whose identity is known, however they have proved it. */
record Entrance(SessionCookies cookies, Answers answers) {
    static final String TOO_MANY_GROUPS = "The names of your groups are too long for a browser's session.";

    private static final Logger AUDIT = LoggerFactory.getLogger("dev.hearth.gateway.audit");
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Gives somebody a session, and sends them where they wanted to go.
     *
     * @return whether their session fits into a cookie; if not, nothing was answered
     */
    boolean enter(
            HttpServerRequest request, OuterPrefix prefix, Identity identity, Instant end, @Nullable String next) {
        if (!cookies.write(request, prefix, new Session(identity, random(), end))) {
            return false;
        }
        AUDIT.info("login user={} remote={}", identity.user(), request.remoteAddress());
        answers.redirect(request, prefix, below(prefix, Answers.safe(next)));
        return true;
    }

    /** Takes note of somebody who did not come in. */
    void refused(HttpServerRequest request, String why) {
        AUDIT.info("login refused remote={} why={}", request.remoteAddress(), why.replaceAll("\\p{Cntrl}", " "));
    }

    /** A page knows its whole path, a redirect ours alone. */
    private static String below(OuterPrefix prefix, String path) {
        return path.startsWith(prefix.text() + "/")
                ? path.substring(prefix.text().length())
                : path;
    }

    private static String random() {
        var bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
