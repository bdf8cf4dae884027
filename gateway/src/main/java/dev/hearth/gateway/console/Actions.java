package dev.hearth.gateway.console;

import dev.hearth.api.Component;
import dev.hearth.api.DrainRequests;
import dev.hearth.api.SparkCluster;
import dev.hearth.gateway.answer.Problem;
import dev.hearth.gateway.async.Stages;
import dev.hearth.gateway.pods.ClusterPods;
import dev.hearth.gateway.pods.Endpoint;
import dev.hearth.gateway.pods.SparkJson;
import dev.hearth.gateway.route.ClusterKey;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the console's buttons do. Whether somebody may press them has been asked before. */
final class Actions {
    private static final Pattern REPLICAS = Pattern.compile("\\d{1,5}");
    private static final Pattern APPLICATION = Pattern.compile("app-[-0-9A-Za-z]{1,64}");

    /** Spark's proof that a form came from its own page, since 4.0.5, 4.1.4, 4.2.1 and 4.3.0. */
    private static final Pattern CSRF_TOKEN =
            Pattern.compile("name=\"csrfToken\"[^>]*value=\"([^\"]+)\"|value=\"([^\"]+)\"[^>]*name=\"csrfToken\"");

    private final KubernetesClient client;
    private final SparkJson spark;
    private final Executor executor;

    Actions(KubernetesClient client, SparkJson spark, Executor executor) {
        this.client = client;
        this.spark = spark;
        this.executor = executor;
    }

    /** Does it; the answer is what went wrong, if something did. */
    Future<Optional<Problem>> perform(ClusterPods pods, String verb, MultiMap form) {
        var key = ClusterKey.of(pods.cluster());
        return switch (verb) {
            case "scale" -> scale(key, form.get("replicas"));
            case "suspend" -> suspend(key, form.get("suspend"));
            case "stop" -> stop(pods, form.get("app"));
            case "drain" -> drain(pods, form.get("worker"));
            default -> refused("There is no button '" + verb + "'.");
        };
    }

    private Future<Optional<Problem>> scale(ClusterKey key, @Nullable String replicas) {
        if (replicas == null || !REPLICAS.matcher(replicas).matches() || Integer.parseInt(replicas) > 10_000) {
            return refused("The number of workers must be between 0 and 10000.");
        }
        return patch(key, "{\"spec\":{\"workers\":{\"replicas\":" + Integer.parseInt(replicas) + "}}}");
    }

    private Future<Optional<Problem>> suspend(ClusterKey key, @Nullable String suspend) {
        if (!"true".equals(suspend) && !"false".equals(suspend)) {
            return refused("suspend must be true or false.");
        }
        return patch(key, "{\"spec\":{\"suspend\":" + suspend + "}}");
    }

    private Future<Optional<Problem>> drain(ClusterPods pods, @Nullable String worker) {
        var workers = pods.of(Component.WORKER)
                .map(pod -> pod.getMetadata().getName())
                .collect(Collectors.toSet());
        if (worker == null || !workers.contains(worker)) {
            return refused("This worker has left already.");
        }
        var cluster = pods.cluster();
        var annotations = new JsonObject();
        DrainRequests.merge(List.of(worker), cluster, workers::contains).forEach(annotations::put);
        return patch(
                ClusterKey.of(cluster),
                new JsonObject()
                        .put("metadata", new JsonObject().put("annotations", annotations))
                        .encode());
    }

    private Future<Optional<Problem>> patch(ClusterKey key, String patch) {
        return Stages.here(CompletableFuture.supplyAsync(
                () -> {
                    var _ = client.resources(SparkCluster.class)
                            .inNamespace(key.namespace())
                            .withName(key.name())
                            .patch(
                                    new PatchContext.Builder()
                                            .withPatchType(PatchType.JSON_MERGE)
                                            .withFieldManager("hearth-console")
                                            .build(),
                                    patch);
                    return Optional.empty();
                },
                executor));
    }

    private Future<Optional<Problem>> stop(ClusterPods pods, @Nullable String application) {
        if (application == null || !APPLICATION.matcher(application).matches()) {
            return refused("Which application?");
        }
        var master = pods.master();
        return master.isEmpty()
                ? refused("No master leads at the moment; try again when one does.")
                : stop(master.get(), application);
    }

    private Future<Optional<Problem>> stop(Endpoint master, String application) {
        return spark.text(master, "/").compose(page -> {
            var token = CSRF_TOKEN.matcher(page.toString());
            var proof = token.find()
                    ? "&csrfToken="
                            + encoded(Optional.ofNullable(token.group(1)).orElseGet(() -> token.group(2)))
                    : "";
            return spark.post(master, "/app/kill/", "id=" + encoded(application) + "&terminate=true" + proof)
                    .map(status -> status < 400
                            ? Optional.empty()
                            : Optional.of(Problem.badGateway("The master refused", "status " + status)));
        });
    }

    private static Future<Optional<Problem>> refused(String message) {
        return Future.succeededFuture(Optional.of(Problem.of(400, "That cannot be done", message, "")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
