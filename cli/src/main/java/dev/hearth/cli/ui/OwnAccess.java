package dev.hearth.cli.ui;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hearth.api.SparkCluster;
import dev.hearth.gateway.answer.Answers;
import dev.hearth.gateway.answer.Problem;
import dev.hearth.gateway.async.Stages;
import dev.hearth.gateway.login.Access;
import dev.hearth.gateway.login.Identity;
import dev.hearth.gateway.login.Permission;
import dev.hearth.gateway.login.Session;
import dev.hearth.gateway.route.ClusterKey;
import dev.hearth.gateway.route.OuterPrefix;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whoever has the address that was printed acts as the user who started this. Other users of the machine can reach the
 * port, but have no key, and pages of the web that give their own name this machine's address are not answered.
 *
 * @param key what the printed address ends with
 * @param rights what Kubernetes said the user may do
 */
record OwnAccess(KubernetesClient client, Answers answers, String key, AsyncCache<Question, Boolean> rights)
        implements Access {
    private static final Pattern OURSELVES = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
    private static final String BEARER = "Bearer ";

    record Question(Permission permission, ClusterKey cluster) {}

    static OwnAccess of(KubernetesClient client, Executor executor, Answers answers, String key) {
        return new OwnAccess(
                client,
                answers,
                key,
                Caffeine.newBuilder()
                        .executor(executor)
                        .maximumSize(10_000)
                        .expireAfterWrite(Duration.ofSeconds(10))
                        .buildAsync());
    }

    @Override
    public Future<Optional<Session>> session(HttpServerRequest request) {
        var cookie = Optional.ofNullable(request.getCookie(cookieName())).map(Cookie::getValue);
        var bearer = Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()));
        var known = isForUs(request)
                && Stream.of(cookie, bearer).flatMap(Optional::stream).anyMatch(this::isKey);
        return Future.succeededFuture(
                known ? Optional.of(new Session(Identity.NOBODY, "", Instant.MAX)) : Optional.empty());
    }

    @Override
    public Future<Boolean> may(Identity identity, Permission permission, ClusterKey cluster) {
        return Stages.here(rights.get(new Question(permission, cluster), this::review));
    }

    @Override
    public void login(HttpServerRequest request, OuterPrefix prefix) {
        if (!isForUs(request) || !isKey(request.getParam("key"))) {
            answers.problem(
                    request,
                    prefix,
                    Problem.of(
                            401,
                            "This is somebody's own view",
                            "Only the address that `hearth ui` printed opens it.",
                            "Run it for yourself: it shows what you may see."));
            return;
        }
        var _ = request.response()
                .addCookie(Cookie.cookie(cookieName(), key)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.LAX));
        answers.redirect(request, prefix, Answers.safe(request.getParam("next")));
    }

    @Override
    public void singleSignOn(HttpServerRequest request, OuterPrefix prefix, boolean returned) {
        answers.problem(request, prefix, Problem.unknownPage());
    }

    @Override
    public void logout(HttpServerRequest request, OuterPrefix prefix) {
        answers.problem(request, prefix, Problem.unknownPage());
    }

    /** Cookies belong to a host with all its ports, and there may be several of us. */
    private String cookieName() {
        return "hearth-ui-" + key.substring(0, 6).toLowerCase(Locale.ROOT);
    }

    private boolean isKey(@Nullable String offered) {
        return offered != null
                && MessageDigest.isEqual(
                        key.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isForUs(HttpServerRequest request) {
        return OURSELVES.matcher(String.valueOf(request.getHeader("Host"))).matches();
    }

    private boolean review(Question question) {
        return new OwnRights(client)
                .allow(new ResourceAttributesBuilder()
                        .withGroup(SparkCluster.GROUP)
                        .withResource("sparkclusters")
                        .withVerb(question.permission().verb())
                        .withNamespace(question.cluster().namespace())
                        .withName(question.cluster().name())
                        .build());
    }
}
