package dev.hearth.gateway.login;

import dev.hearth.gateway.answer.Answers;
import dev.hearth.gateway.answer.Problem;
import dev.hearth.gateway.async.Stages;
import dev.hearth.gateway.oidc.Attempt;
import dev.hearth.gateway.oidc.LoginFailure;
import dev.hearth.gateway.oidc.Person;
import dev.hearth.gateway.oidc.Provider;
import dev.hearth.gateway.route.OuterAddress;
import dev.hearth.gateway.route.OuterPrefix;
import dev.hearth.gateway.route.Routes;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs people in whom a provider of OpenID Connect vouches for. */
record SingleSignOn(Provider provider, AttemptCookies attempts, Entrance entrance, Answers answers, Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(SingleSignOn.class);
    private static final Duration SHORTEST_SESSION = Duration.ofHours(1);
    private static final Duration LONGEST_SESSION = Duration.ofHours(12);

    /** What the API server counts everybody among who has logged in; rights may be bound to it. */
    private static final String AUTHENTICATED = "system:authenticated";

    /** Sends a browser to the provider. */
    void begin(HttpServerRequest request, OuterPrefix prefix) {
        var home = OuterAddress.of(request.isSSL(), request::getHeader);
        if (home.isEmpty()) {
            answers.problem(request, prefix, Problem.badRequest("It does not say at which host."));
            return;
        }
        var attempt = Attempt.begin(
                Answers.safe(request.getParam("next")), home.get() + prefix.text() + Routes.SINGLE_SIGN_ON_RETURN);
        var _ = Stages.here(provider.authorization(attempt))
                .onFailure(cause -> fail(request, prefix, attempt.next(), cause))
                .onSuccess(address -> {
                    if (attempts.write(request, prefix, attempt)) {
                        answers.leave(request, address.toString());
                    } else {
                        answers.problem(request, prefix, Problem.badRequest("The address to go to is too long."));
                    }
                });
    }

    /** Takes a browser back that the provider has sent. */
    void end(HttpServerRequest request, OuterPrefix prefix) {
        var begun = attempts.read(request);
        // Whatever comes of it, an attempt ends once.
        attempts.remove(request, prefix);
        if (begun.isEmpty()) {
            var why = "It was begun more than ten minutes ago, or in another browser, or has already ended.";
            refuse(request, prefix, 400, "This login is over", why, "/");
            return;
        }
        var attempt = begun.get();
        var answer = ProviderAnswer.of(attempt, request.params()::get);
        switch (answer) {
            case ProviderAnswer.Foreign(var why) ->
                refuse(request, prefix, 400, "This is the answer to another login", why, "/");
            case ProviderAnswer.Denied(var why) ->
                refuse(request, prefix, 403, "You are not logged in", why, attempt.next());
            case ProviderAnswer.Code(var code) -> redeem(request, prefix, attempt, code);
        }
    }

    private void redeem(HttpServerRequest request, OuterPrefix prefix, Attempt attempt, String code) {
        var _ = Stages.here(provider.redeem(attempt, code))
                .onFailure(cause -> fail(request, prefix, attempt.next(), cause))
                .onSuccess(person -> {
                    if (!entrance.enter(request, prefix, identity(person), end(person.end(), clock), attempt.next())) {
                        refuse(request, prefix, 403, "You are not logged in", Entrance.TOO_MANY_GROUPS, attempt.next());
                    }
                });
    }

    private static Identity identity(Person person) {
        var groups = Stream.concat(person.groups().stream(), Stream.of(AUTHENTICATED));
        return new Identity(person.user(), "", groups.distinct().toList(), Map.of());
    }

    /** Providers vouch for minutes or for days; a session is good for as long as somebody works, whatever they say. */
    static Instant end(Instant vouchedFor, Clock clock) {
        var now = clock.instant();
        return List.of(vouchedFor, now.plus(SHORTEST_SESSION), now.plus(LONGEST_SESSION)).stream()
                .sorted()
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    private void fail(HttpServerRequest request, OuterPrefix prefix, String next, Throwable thrown) {
        var cause = thrown instanceof CompletionException wrapper && wrapper.getCause() != null
                ? wrapper.getCause()
                : thrown;
        var message = String.valueOf(cause.getMessage());
        switch (cause) {
            case LoginFailure.Refused _ -> refuse(request, prefix, 403, "You are not logged in", message, next);
            case LoginFailure.Broken _ -> broken(request, prefix, 502, message, next);
            case LoginFailure.Unavailable _ -> broken(request, prefix, 503, message, next);
            default -> {
                LOG.warn("single sign-on", cause);
                broken(request, prefix, 502, "Something unexpected happened; the gateway's log has it.", next);
            }
        }
    }

    private void refuse(
            HttpServerRequest request, OuterPrefix prefix, int status, String title, String why, String next) {
        entrance.refused(request, title + ": " + why);
        answers.problem(
                request,
                prefix,
                Problem.of(status, title, why, "")
                        .leadingTo(Routes.SINGLE_SIGN_ON + "?next=" + encoded(next), "Try again"));
    }

    private void broken(HttpServerRequest request, OuterPrefix prefix, int status, String message, String next) {
        LOG.warn("single sign-on: {}", message);
        answers.problem(
                request,
                prefix,
                Problem.of(
                                status,
                                provider.name() + " cannot log you in at the moment",
                                message,
                                "You can log in with a token instead, or try again in a moment.")
                        .leadingTo("/-/login?next=" + encoded(next), "Back to the login"));
    }

    static String encoded(@Nullable String next) {
        return URLEncoder.encode(Answers.safe(next), StandardCharsets.UTF_8);
    }
}
