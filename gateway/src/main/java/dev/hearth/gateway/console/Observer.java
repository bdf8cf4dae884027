package dev.hearth.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hearth.api.Component;
import dev.hearth.api.Ports;
import dev.hearth.gateway.async.Stages;
import dev.hearth.gateway.console.Detail.Event;
import dev.hearth.gateway.pods.ClusterPods;
import dev.hearth.gateway.pods.Drivers;
import dev.hearth.gateway.pods.Endpoint;
import dev.hearth.gateway.pods.SparkJson;
import dev.hearth.gateway.route.ClusterKey;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.StreamSupport;

/** Asks a cluster's parts what the status does not say; once for all who look at the same time. */
final class Observer {
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int MOST_WORKERS = 200;
    private static final int MOST_APPLICATIONS = 50;
    private static final int MOST_EVENTS = 30;

    private final SparkJson spark;
    private final Drivers drivers;
    private final KubernetesClient client;
    private final Executor executor;
    private final AsyncCache<ClusterKey, Observation> fresh =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(1000).buildAsync();

    Observer(SparkJson spark, Drivers drivers, KubernetesClient client, Executor executor) {
        this.spark = spark;
        this.drivers = drivers;
        this.client = client;
        this.executor = executor;
    }

    Future<Observation> observe(ClusterPods pods) {
        var key = ClusterKey.of(pods.cluster());
        return Stages.here(
                fresh.get(key, (_, _) -> ask(pods, key).toCompletionStage().toCompletableFuture()));
    }

    private Future<Observation> ask(ClusterPods pods, ClusterKey key) {
        var master = ask(pods.master(), "/json/");
        var history = ask(pods.history(), "/api/v1/applications?limit=100");
        var events = Stages.here(CompletableFuture.supplyAsync(() -> events(key), executor));
        var workers = new HashMap<String, Future<JsonNode>>();
        pods.of(Component.WORKER)
                .limit(MOST_WORKERS)
                .forEach(pod ->
                        workers.put(pod.getMetadata().getName(), ask(Endpoint.of(pod, Ports.WORKER_UI), "/json/")));
        var executors = master.compose(state -> executors(pods, state));
        return Future.join(List.of(history, events, executors, Future.join(List.copyOf(workers.values()))))
                .map(_ -> new Observation(
                        master.result(), results(workers), executors.result(), history.result(), events.result()));
    }

    private Future<Map<String, JsonNode>> executors(ClusterPods pods, JsonNode master) {
        var applications = new HashMap<String, Future<JsonNode>>();
        StreamSupport.stream(master.path("activeapps").spliterator(), false)
                .map(application -> application.path("id").asText())
                .limit(MOST_APPLICATIONS)
                .forEach(id -> applications.put(id, executors(pods, id)));
        return Future.join(List.copyOf(applications.values())).map(_ -> results(applications));
    }

    private Future<JsonNode> executors(ClusterPods pods, String application) {
        return drivers.find(pods, application)
                .compose(driver -> ask(driver, "/api/v1/applications/" + application + "/executors"))
                .otherwise(Observation.SILENT);
    }

    private Future<JsonNode> ask(Optional<Endpoint> endpoint, String path) {
        return endpoint.map(it -> spark.read(it, path).otherwise(Observation.SILENT))
                .orElseGet(() -> Future.succeededFuture(Observation.SILENT));
    }

    private static Map<String, JsonNode> results(Map<String, Future<JsonNode>> answers) {
        var results = new HashMap<String, JsonNode>();
        answers.forEach((name, answer) -> results.put(name, answer.result()));
        return results;
    }

    private List<Event> events(ClusterKey key) {
        try {
            return client
                    .v1()
                    .events()
                    .inNamespace(key.namespace())
                    .withField("involvedObject.kind", "SparkCluster")
                    .withField("involvedObject.name", key.name())
                    .list()
                    .getItems()
                    .stream()
                    .map(Observer::event)
                    .sorted(Comparator.comparing((Event event) -> String.valueOf(event.time()))
                            .reversed())
                    .limit(MOST_EVENTS)
                    .toList();
        } catch (KubernetesClientException e) {
            return List.of();
        }
    }

    private static Event event(io.fabric8.kubernetes.api.model.Event event) {
        var time = Optional.ofNullable(event.getLastTimestamp())
                .or(() -> Optional.ofNullable(event.getEventTime()).map(micro -> micro.getTime()))
                .orElse(event.getMetadata().getCreationTimestamp());
        return new Event(
                time,
                event.getType(),
                event.getReason(),
                event.getMessage(),
                event.getInvolvedObject().getKind() + " "
                        + event.getInvolvedObject().getName(),
                Optional.ofNullable(event.getCount()).orElse(1));
    }
}
