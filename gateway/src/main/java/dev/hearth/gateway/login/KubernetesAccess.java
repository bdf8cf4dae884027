package dev.hearth.gateway.login;

import com.nimbusds.jwt.JWTParser;
import dev.hearth.gateway.answer.Answers;
import dev.hearth.gateway.answer.Problem;
import dev.hearth.gateway.oidc.Provider;
import dev.hearth.gateway.route.ClusterKey;
import dev.hearth.gateway.route.OuterPrefix;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** People log in with a Kubernetes token, or at a provider, and may do here what they may do with kubectl. */
public final class KubernetesAccess implements Access {
    private static final Duration LONGEST_SESSION = Duration.ofHours(12);
    private static final String BEARER = "Bearer ";

    private final Reviews reviews;
    private final SessionCookies cookies;
    private final Entrance entrance;
    private final Answers answers;
    private final Clock clock;
    private final boolean everybodyReads;
    private final Optional<SingleSignOn> singleSignOn;

    /**
     * Asks Kubernetes.
     *
     * @param key of AES with 256 bits, shared by all replicas
     */
    public KubernetesAccess(
            KubernetesClient client,
            Executor executor,
            SecretKey key,
            Clock clock,
            Answers answers,
            LoginOptions options) {
        reviews = new Reviews(client, executor);
        cookies = SessionCookies.of(key, clock);
        entrance = new Entrance(cookies, answers);
        this.answers = answers;
        this.clock = clock;
        everybodyReads = options.everybodyReads();
        singleSignOn = options.oidc()
                .map(oidc -> new SingleSignOn(
                        new Provider(oidc, executor, clock), AttemptCookies.of(key, clock), entrance, answers, clock));
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
    public void singleSignOn(HttpServerRequest request, OuterPrefix prefix, boolean returned) {
        if (singleSignOn.isEmpty()) {
            answers.problem(request, prefix, Problem.unknownPage());
        } else if (!request.method().equals(HttpMethod.GET)) {
            answers.problem(request, prefix, Problem.of(405, "Not this way", "This login takes GET.", ""));
        } else if (returned) {
            singleSignOn.get().end(request, prefix);
        } else {
            singleSignOn.get().begin(request, prefix);
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
        if (!entrance.enter(request, prefix, identity, end, next)) {
            form(request, prefix, 400, Entrance.TOO_MANY_GROUPS, next);
        }
    }

    private void form(
            HttpServerRequest request, OuterPrefix prefix, int status, String message, @Nullable String next) {
        answers.page(
                request,
                prefix,
                status,
                "login.html",
                Map.of(
                        "message", message,
                        "next", Answers.safe(next),
                        "encodedNext", SingleSignOn.encoded(next),
                        "oidc", singleSignOn.isPresent() ? "yes" : "no",
                        "provider", singleSignOn.map(it -> it.provider().name()).orElse("")));
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
}
