package dev.hearth.gateway.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.gateway.answer.Answers;
import dev.hearth.gateway.answer.Problem;
import dev.hearth.gateway.login.Access;
import dev.hearth.gateway.login.Session;
import dev.hearth.gateway.pods.ClusterPods;
import dev.hearth.gateway.pods.Directory;
import dev.hearth.gateway.pods.Drivers;
import dev.hearth.gateway.pods.SparkJson;
import dev.hearth.gateway.route.ClusterKey;
import dev.hearth.gateway.route.OuterPrefix;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The pages of our own. */
public final class Console {
    private final Answers answers;
    private final Feeds feeds;
    private final Actions actions;
    private final LoadHistory load;
    private final Directory directory;
    private final ObjectMapper json;

    /** What the console is made of. */
    public record Parts(
            Vertx vertx,
            KubernetesClient kubernetes,
            Executor executor,
            SparkJson spark,
            Drivers drivers,
            Directory directory,
            Access access,
            Answers answers,
            Clock clock) {}

    public Console(Parts parts) {
        answers = parts.answers();
        directory = parts.directory();
        json = parts.spark().json();
        load = new LoadHistory(parts.clock());
        actions = new Actions(parts.kubernetes(), parts.spark(), parts.executor());
        feeds = new Feeds(
                parts.vertx(),
                directory,
                parts.access(),
                new Observer(parts.spark(), parts.drivers(), parts.kubernetes(), parts.executor()),
                load,
                answers,
                parts.clock());
    }

    /** Sends the page, which fills itself from its feed. */
    public void page(HttpServerRequest request, OuterPrefix prefix, Session session, Optional<ClusterKey> cluster) {
        answers.page(
                request,
                prefix,
                200,
                "console.html",
                Map.of(
                        "user", session.identity().user(),
                        "csrf", session.guard(),
                        "title", cluster.map(ClusterKey::toString).orElse("Clusters")));
    }

    /** Opens a page's feed. */
    public void feed(HttpServerRequest request, Session session, Optional<ClusterKey> cluster) {
        feeds.open(request, session, cluster);
    }

    /** Does what a button says; the answer is what went wrong, if something did. */
    public Future<Optional<Problem>> perform(ClusterPods pods, String verb, MultiMap form) {
        return actions.perform(pods, verb, form);
    }

    /** How busy all clusters were, for {@link #learn} of another replica. */
    public String loads() {
        return answers.text(load.all());
    }

    /**
     * Takes note of what another replica saw before this one.
     *
     * @throws IllegalArgumentException if it tells something else, as one of another version may
     */
    public void learn(String loads) {
        try {
            load.learn(json.readValue(loads, new TypeReference<Map<String, Detail.Load>>() {}));
        } catch (JsonProcessingException | DateTimeParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Takes note that a cluster or its pods have changed. */
    public void changed(ClusterKey cluster) {
        directory.find(cluster).ifPresentOrElse(found -> load.note(found.cluster()), () -> load.forget(cluster));
        feeds.changed(cluster);
    }
}
