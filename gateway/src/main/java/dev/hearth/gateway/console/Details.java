package dev.hearth.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.api.Component;
import dev.hearth.gateway.console.Detail.Application;
import dev.hearth.gateway.console.Detail.Commands;
import dev.hearth.gateway.console.Detail.Condition;
import dev.hearth.gateway.console.Detail.Load;
import dev.hearth.gateway.console.Detail.Master;
import dev.hearth.gateway.console.Detail.Spec;
import dev.hearth.gateway.console.Detail.Worker;
import dev.hearth.gateway.pods.ClusterPods;
import dev.hearth.gateway.route.ClusterKey;
import dev.hearth.gateway.route.SparkPage;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** From what was observed of a cluster to what its page shows. */
final class Details {
    /** Spark's word for a worker that leaves; in the first second it does not know it yet. */
    private static final String DECOMMISSIONED = "DECOMMISSIONED";

    private Details() {}

    static Detail of(ClusterPods pods, Observation observed, Load load, boolean mayUpdate) {
        var cluster = pods.cluster();
        var key = ClusterKey.of(cluster);
        var spec = cluster.specOrDefaults();
        var command = "hearth -n " + key.namespace() + " ";
        var summary = Summaries.of(pods, mayUpdate);
        return new Detail(
                summary.namespace(),
                summary.name(),
                summary.state(),
                summary.reason(),
                summary.cores(),
                summary.memoryMiB(),
                summary.created(),
                summary.sparkVersion(),
                summary.links(),
                summary.may(),
                masters(pods),
                workers(pods, observed),
                applications(key, observed),
                Summaries.conditions(cluster).stream().map(Details::condition).toList(),
                observed.events(),
                load,
                new Spec(spec.workers().replicas(), spec.suspend()),
                new Commands(command + "pyspark " + key.name(), command + "submit " + key.name() + " job.py"));
    }

    private static List<Master> masters(ClusterPods pods) {
        var leader = Summaries.status(pods.cluster()).leader();
        return pods.of(Component.MASTER)
                .map(pod -> new Master(
                        pod.getMetadata().getName(),
                        pod.getMetadata().getName().equals(leader),
                        Readiness.isPodReady(pod),
                        pod.getSpec().getNodeName()))
                .sorted(Comparator.comparing(Master::pod))
                .toList();
    }

    private static List<Worker> workers(ClusterPods pods, Observation observed) {
        var registered = new LinkedHashMap<String, JsonNode>();
        items(observed.master().path("workers"))
                .forEach(worker -> registered.put(worker.path("host").asText(), worker));
        var placement = new Placement(observed);
        return pods.of(Component.WORKER)
                .map(pod -> worker(
                        ClusterKey.of(pods.cluster()),
                        pod,
                        registered.get(String.valueOf(pod.getStatus().getPodIP())),
                        placement))
                .sorted(Comparator.comparing(Worker::pod))
                .toList();
    }

    private static Worker worker(ClusterKey key, Pod pod, @Nullable JsonNode registered, Placement placement) {
        var name = pod.getMetadata().getName();
        var node = pod.getSpec().getNodeName();
        if (registered == null) {
            return new Worker(name, null, "STARTING", 0, 0, 0, 0, node, List.of(), null);
        }
        var id = registered.path("id").asText();
        return new Worker(
                name,
                id,
                pod.getMetadata().getDeletionTimestamp() == null
                        ? registered.path("state").asText()
                        : DECOMMISSIONED,
                registered.path("cores").asInt(),
                registered.path("coresused").asInt(),
                registered.path("memory").asLong(),
                registered.path("memoryused").asLong(),
                node,
                placement.on(pod),
                key.path() + new SparkPage.Worker(id).path() + "/");
    }

    /** Those that run, that the master remembers and that the history server knows, each once; latest first. */
    private static List<Application> applications(ClusterKey key, Observation observed) {
        var all = new LinkedHashMap<String, Application>();
        Stream.of("activeapps", "completedapps")
                .flatMap(list -> items(observed.master().path(list)))
                .map(node -> application(key, node, !observed.history().isMissingNode()))
                .forEach(application -> all.put(application.id(), application));
        items(observed.history())
                .map(node -> finished(key, node))
                .forEach(application -> all.putIfAbsent(application.id(), application));
        return all.values().stream()
                .sorted(Comparator.comparing(Application::started).reversed())
                .toList();
    }

    private static Application application(ClusterKey key, JsonNode node, boolean hasHistory) {
        var id = node.path("id").asText();
        var started = Instant.ofEpochMilli(node.path("starttime").asLong());
        var state = node.path("state").asText();
        var runs = state.equals("RUNNING") || state.equals("WAITING");
        var ended =
                runs ? null : started.plusMillis(node.path("duration").asLong()).toString();
        var running = key.path() + new SparkPage.Application(id).path() + "/";
        var over = hasHistory ? key.path() + SparkPage.History.of(id) : null;
        return new Application(
                id,
                node.path("name").asText(),
                node.path("user").asText(),
                state,
                node.path("cores").asInt(),
                node.path("memoryperexecutor").asLong(),
                started.toString(),
                ended,
                runs ? running : over);
    }

    /** As the history server tells it (ApplicationInfo of Spark's REST API); the last attempt counts. */
    private static Application finished(ClusterKey key, JsonNode node) {
        var id = node.path("id").asText();
        var attempt = node.path("attempts").path(0);
        return new Application(
                id,
                node.path("name").asText(),
                attempt.path("sparkUser").asText(),
                attempt.path("completed").asBoolean() ? "FINISHED" : "RUNNING",
                0,
                0,
                Instant.ofEpochMilli(attempt.path("startTimeEpoch").asLong()).toString(),
                attempt.path("completed").asBoolean()
                        ? Instant.ofEpochMilli(attempt.path("endTimeEpoch").asLong())
                                .toString()
                        : null,
                key.path() + SparkPage.History.of(id));
    }

    private static Condition condition(io.fabric8.kubernetes.api.model.Condition condition) {
        return new Condition(
                condition.getType(),
                condition.getStatus(),
                condition.getReason(),
                condition.getMessage(),
                condition.getLastTransitionTime());
    }

    static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
