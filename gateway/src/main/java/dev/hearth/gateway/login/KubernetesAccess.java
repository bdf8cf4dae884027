package dev.hearth.gateway.login;

import com.nimbusds.jwt.JWTParser;
import dev.hearth.gateway.answer.Answers;
import dev.hearth.gateway.answer.Problem;
import dev.hearth.gateway.route.ClusterKey;
import dev.hearth.gateway.route.OuterPrefix;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People log in with a Kubernetes token and may do here what they may do with kubectl. */
public final class KubernetesAccess implements Access {
    private static final Logger AUDIT = LoggerFactory.getLogger("dev.hearth.gateway.audit");
    private static final Duration LONGEST_SESSION = Duration.ofHours(12);
    private static final String BEARER = "Bearer ";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Reviews reviews;
    private final SessionCookies cookies;
    private final Answers answers;
    private final Clock clock;
    private final boolean everybodyReads;

    /**
     * Asks Kubernetes.
     *
     * @param key of AES with 256 bits, shared by all replicas
     * @param everybodyReads whether who has not logged in may see everything, and change nothing
     */
    public KubernetesAccess(
            KubernetesClient client,
            Executor executor,
            SecretKey key,
            Clock clock,
            Answers answers,
            boolean everybodyReads) {
        reviews = new Reviews(client, executor);
        cookies = new SessionCookies(key, clock);
        this.answers = answers;
        this.clock = clock;
        this.everybodyReads = everybodyReads;
    }

    @Override
    public Future<Optional<Session>> session(HttpServerRequest request) {
        var authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? reviews.owner(authorization.substring(BEARER.length()).strip())
                            .map(owner -> owner.map(identity -> new Session(identity, "", Instant.MAX)))
                    : Future.succeededFuture(Optional.empty());
        }
        return Future.succeededFuture(cookies.read(request)
                .or(() -> everybodyReads
                        ? Optional.of(new Session(Identity.NOBODY, "", Instant.MAX))
                        : Optional.empty()));
    }

    @Override
    public Future<Boolean> may(Identity identity, Permission permission, ClusterKey cluster) {
        if (everybodyReads && permission == Permission.GET) {
            return Future.succeededFuture(true);
        }
        return identity.isKnown() ? reviews.allows(identity, permission, cluster) : Future.succeededFuture(false);
    }

    @Override
    public void login(HttpServerRequest request, OuterPrefix prefix) {
        if (request.method().equals(HttpMethod.GET)) {
            form(request, prefix, 200, "", request.getParam("next"));
        } else if (!request.method().equals(HttpMethod.POST)) {
            answers.problem(request, prefix, Problem.of(405, "Not this way", "The login takes GET and POST.", ""));
        } else {
            var _ = Forms.read(request)
                    .onFailure(_ -> answers.problem(request, prefix, Problem.badRequest("The form cannot be read.")))
                    .onSuccess(form -> enter(request, prefix, form.get("token"), form.get("next")));
        }
    }

    @Override
    public void logout(HttpServerRequest request, OuterPrefix prefix) {
        cookies.remove(request, prefix);
        answers.redirect(request, prefix, "/-/login");
    }

    private void enter(HttpServerRequest request, OuterPrefix prefix, @Nullable String token, @Nullable String next) {
        if (token == null || token.isBlank()) {
            form(request, prefix, 400, "A token is needed.", next);
            return;
        }
        var _ = reviews.owner(token.strip())
                .onFailure(cause ->
                        answers.problem(request, prefix, Problem.unavailable(String.valueOf(cause.getMessage()))))
                .onSuccess(owner -> owner.ifPresentOrElse(
                        identity -> enter(request, prefix, identity, end(token.strip()), next),
                        () -> form(
                                request,
                                prefix,
                                401,
                                "Kubernetes does not accept this token; it may have expired.",
                                next)));
    }

    private void enter(
            HttpServerRequest request, OuterPrefix prefix, Identity identity, Instant end, @Nullable String next) {
        if (!cookies.write(request, prefix, new Session(identity, random(), end))) {
            form(request, prefix, 400, "The names of your groups are too long for a browser's session.", next);
            return;
        }
        AUDIT.info("login user={} remote={}", identity.user(), request.remoteAddress());
        answers.redirect(request, prefix, below(prefix, Answers.safe(next)));
    }

    /** A page knows its whole path, a redirect ours alone. */
    private static String below(OuterPrefix prefix, String path) {
        return path.startsWith(prefix.text() + "/")
                ? path.substring(prefix.text().length())
                : path;
    }

    private void form(
            HttpServerRequest request, OuterPrefix prefix, int status, String message, @Nullable String next) {
        answers.page(request, prefix, status, "login.html", Map.of("message", message, "next", Answers.safe(next)));
    }

    /** A session lasts no longer than its token, if that says when it ends. */
    private Instant end(String token) {
        var latest = clock.instant().plus(LONGEST_SESSION);
        try {
            return Optional.ofNullable(JWTParser.parse(token).getJWTClaimsSet())
                    .flatMap(claims -> Optional.ofNullable(claims.getExpirationTime()))
                    .map(java.util.Date::toInstant)
                    .filter(latest::isAfter)
                    .orElse(latest);
        } catch (ParseException e) {
            return latest;
        }
    }

    private static String random() {
        var bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
