package dev.hearth.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.cli.kube.Reader;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** An event about a cluster or one of its pods. */
public record Happening(Instant time, boolean warning, String object, String reason, String message) {

    /** The newest events about the cluster and everything named after it, oldest first. */
    static List<Happening> of(Reader reader, String namespace, String cluster, int most) {
        var events = reader.read("/api/v1/namespaces/" + namespace + "/events?limit=500");
        return events.map(list -> newest(list, cluster, most)).orElse(List.of());
    }

    static List<Happening> newest(JsonNode list, String cluster, int most) {
        var all = StreamSupport.stream(list.path("items").spliterator(), false)
                .filter(event -> concerns(event.path("involvedObject"), cluster))
                .map(Happening::of)
                .sorted(Comparator.comparing(Happening::time))
                .toList();
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    private static boolean concerns(JsonNode object, String cluster) {
        var name = object.path("name").asText();
        return object.path("kind").asText().equals("SparkCluster")
                ? name.equals(cluster)
                : name.startsWith(cluster + "-master") || name.startsWith(cluster + "-worker");
    }

    private static Happening of(JsonNode event) {
        return new Happening(
                time(event),
                event.path("type").asText().equals("Warning"),
                event.at("/involvedObject/name").asText(),
                event.path("reason").asText(),
                event.path("message").asText().strip());
    }

    private static Instant time(JsonNode event) {
        for (var pointer : List.of("/series/lastObservedTime", "/lastTimestamp", "/eventTime", "/firstTimestamp")) {
            try {
                return Instant.parse(event.at(pointer).asText());
            } catch (DateTimeParseException e) {
                // The next field may hold it: which one does depends on who wrote the event.
            }
        }
        return Instant.EPOCH;
    }
}
