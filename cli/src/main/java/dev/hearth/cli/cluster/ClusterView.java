package dev.hearth.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A SparkCluster object, read leniently: whatever is absent is empty. */
public record ClusterView(JsonNode json) {
    /** One of the standard conditions of the status. */
    public record Condition(String type, boolean holds, String reason, String message) {}

    /** A registered worker. */
    public record Worker(String pod, String state, int cores, int coresUsed, long memoryMiB, long memoryUsedMiB) {}

    /** An application that runs or waits. */
    public record Application(String id, String name, String state, int cores, Optional<Instant> started) {}

    /** The object without what only Kubernetes itself reads. */
    public JsonNode forPeople() {
        ObjectNode copy = json.deepCopy();
        copy.withObjectProperty("metadata").remove("managedFields");
        return copy;
    }

    public String name() {
        return json.at("/metadata/name").asText();
    }

    public String namespace() {
        return json.at("/metadata/namespace").asText();
    }

    public String sparkVersion() {
        return json.at("/spec/sparkVersion").asText("?");
    }

    public boolean suspended() {
        return json.at("/spec/suspend").asBoolean();
    }

    public int wantedWorkers() {
        return suspended() ? 0 : workersWhenRunning();
    }

    public int workersWhenRunning() {
        return json.at("/spec/workers/replicas").asInt(2);
    }

    public boolean isBeingDeleted() {
        return json.at("/metadata").has("deletionTimestamp");
    }

    public Duration age(Instant now) {
        return instant(json.at("/metadata/creationTimestamp"))
                .map(created -> Duration.between(created, now))
                .orElse(Duration.ZERO);
    }

    /** Whether the operator has said anything about the spec as it is now. */
    public boolean isObserved() {
        return json.at("/status/observedGeneration").asLong(-1)
                >= json.at("/metadata/generation").asLong(0);
    }

    public boolean wasEverObserved() {
        return json.at("/status").has("conditions");
    }

    /** Ready, and that is said of the spec as it is now. */
    public boolean isReady() {
        return isObserved() && condition("Ready").map(Condition::holds).orElse(false);
    }

    public Optional<Condition> condition(String type) {
        return conditions().filter(condition -> condition.type().equals(type)).findFirst();
    }

    public Stream<Condition> conditions() {
        return items("/status/conditions")
                .map(node -> new Condition(
                        node.path("type").asText(),
                        node.path("status").asText().equals("True"),
                        node.path("reason").asText(),
                        node.path("message").asText()));
    }

    public Map<String, String> annotations() {
        return json.at("/metadata/annotations").properties().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().asText()));
    }

    public Optional<String> leader() {
        return text("/status/leader");
    }

    public Optional<String> masterUrl() {
        return text("/status/masterUrl");
    }

    public int aliveWorkers() {
        return json.at("/status/workers/alive").asInt(0);
    }

    /** {@code used/total}, or a dash while nobody has counted. */
    public String summary(String counter) {
        return text("/status/" + counter + "/summary").orElse("-");
    }

    public String runningApplications() {
        return text("/status/applications/running").orElse("-");
    }

    public String completedApplications() {
        return text("/status/applications/completed").orElse("0");
    }

    public List<Worker> workers() {
        return items("/status/workerList")
                .map(node -> new Worker(
                        node.path("pod").asText("(no pod)"),
                        node.path("state").asText("UNKNOWN"),
                        node.path("cores").asInt(),
                        node.path("coresUsed").asInt(),
                        node.path("memoryMiB").asLong(),
                        node.path("memoryUsedMiB").asLong()))
                .toList();
    }

    public List<Application> applications() {
        return items("/status/applicationList")
                .map(node -> new Application(
                        node.path("id").asText(),
                        node.path("name").asText(),
                        node.path("state").asText("UNKNOWN"),
                        node.path("cores").asInt(),
                        instant(node.path("startTime"))))
                .toList();
    }

    private Stream<JsonNode> items(String pointer) {
        return StreamSupport.stream(json.at(pointer).spliterator(), false);
    }

    private Optional<String> text(String pointer) {
        return Optional.of(json.at(pointer).asText("")).filter(text -> !text.isEmpty());
    }

    private static Optional<Instant> instant(JsonNode node) {
        try {
            return Optional.of(Instant.parse(node.asText()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
