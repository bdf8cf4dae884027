package dev.hearth.gateway.login;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.hearth.api.SparkCluster;
import dev.hearth.gateway.async.Stages;
import dev.hearth.gateway.route.ClusterKey;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** What Kubernetes says about tokens and rights, remembered for some seconds. */
final class Reviews {
    /** A right that is taken away ends within this time. */
    private static final Duration RIGHTS = Duration.ofSeconds(10);

    private static final Duration GOOD_TOKEN = Duration.ofSeconds(30);
    private static final Duration BAD_TOKEN = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final AsyncCache<String, Optional<Identity>> tokens;
    private final AsyncCache<Question, Boolean> rights;

    private record Question(Identity identity, Permission permission, String namespace, String name) {}

    /**
     * Asks with the gateway's own account.
     *
     * @param executor for calls that wait
     */
    Reviews(KubernetesClient client, Executor executor) {
        this.client = client;
        tokens = Caffeine.newBuilder()
                .executor(executor)
                .maximumSize(10_000)
                .expireAfter(Expiry.<String, Optional<Identity>>creating(
                        (_, identity) -> identity.isPresent() ? GOOD_TOKEN : BAD_TOKEN))
                .buildAsync();
        rights = Caffeine.newBuilder()
                .executor(executor)
                .maximumSize(100_000)
                .expireAfterWrite(RIGHTS)
                .buildAsync();
    }

    /** Whose token it is; empty if it is nobody's, or nobody's any more. */
    Future<Optional<Identity>> owner(String token) {
        return Stages.here(tokens.get(digest(token), _ -> review(token)));
    }

    /** Whether somebody may do something with a cluster, by name or by a right that covers more. */
    Future<Boolean> allows(Identity identity, Permission permission, ClusterKey cluster) {
        var everywhere = new Question(identity, permission, "", "");
        var inNamespace = new Question(identity, permission, cluster.namespace(), "");
        var here = new Question(identity, permission, cluster.namespace(), cluster.name());
        // The wide ones first: for who has them, one question answers for every cluster.
        return ask(everywhere)
                .compose(yes -> yes ? Future.succeededFuture(true) : ask(inNamespace))
                .compose(yes -> yes ? Future.succeededFuture(true) : ask(here));
    }

    private Future<Boolean> ask(Question question) {
        return Stages.here(rights.get(question, this::review));
    }

    private Optional<Identity> review(String token) {
        var review = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token)
                .endSpec()
                .build();
        var status = client.resource(review).create().getStatus();
        return Boolean.TRUE.equals(status.getAuthenticated())
                ? Optional.of(identity(status.getUser()))
                : Optional.empty();
    }

    private static Identity identity(UserInfo user) {
        return new Identity(
                user.getUsername(),
                Optional.ofNullable(user.getUid()).orElse(""),
                List.copyOf(Optional.ofNullable(user.getGroups()).orElse(List.of())),
                Optional.ofNullable(user.getExtra()).orElse(Map.of()).entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, it -> List.copyOf(it.getValue()))));
    }

    private boolean review(Question question) {
        var identity = question.identity();
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(identity.user())
                .withUid(identity.uid())
                .withGroups(identity.groups())
                .withExtra(identity.extra())
                .withNewResourceAttributes()
                .withGroup(SparkCluster.GROUP)
                .withResource("sparkclusters")
                .withVerb(question.permission().verb())
                .withNamespace(question.namespace())
                .withName(question.name())
                .endResourceAttributes()
                .endSpec()
                .build();
        return Boolean.TRUE.equals(client.resource(review).create().getStatus().getAllowed());
    }

    /** So that no token is kept in memory for longer than its review takes. */
    private static String digest(String token) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
