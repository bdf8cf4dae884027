package dev.hearth.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.gateway.console.Detail.Executor;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;

/** Which application's executors sit on which worker, with how many cores. */
record Placement(Observation observed) {
    /** The executors in a worker's pod. */
    List<Executor> on(Pod pod) {
        var worker = observed.workers().getOrDefault(pod.getMetadata().getName(), Observation.SILENT);
        return Details.items(worker.path("executors"))
                .map(executor -> new Executor(
                        executor.path("appid").asText(),
                        cores(worker, executor, pod),
                        executor.path("memory").asLong()))
                .toList();
    }

    /**
     * Only a driver knows how many cores each of its executors has. Where it does not say so, a lonely executor has all
     * that are in use, and of several each has its share.
     */
    private int cores(JsonNode worker, JsonNode executor, Pod pod) {
        return told(executor, pod).orElseGet(() -> {
            var used = worker.path("coresused").asInt();
            return Math.max(1, used / Math.max(1, worker.path("executors").size()));
        });
    }

    private Optional<Integer> told(JsonNode executor, Pod pod) {
        var id = executor.path("id").asText();
        var host = pod.getStatus().getPodIP() + ":";
        var told = observed.executors().getOrDefault(executor.path("appid").asText(), Observation.SILENT);
        return Details.items(told)
                .filter(candidate -> candidate.path("id").asText().equals(id)
                        && candidate.path("hostPort").asText().startsWith(host))
                .map(candidate -> candidate.path("totalCores").asInt())
                .findFirst();
    }
}
