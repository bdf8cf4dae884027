package dev.hearth.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.cli.kube.Reader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An event about a cluster or one of its pods. */
public record Happening(Instant time, boolean warning, String object, String reason, String message) {
    private static final int PAGE = 500;

    /** The rest of the name of a StatefulSet, ReplicaSet or pod; a cluster called demo-worker-x has others. */
    private static final Pattern PART = Pattern.compile("-master(-\\d+)?|-worker(-[a-z0-9]{1,10}){0,2}");

    /** The newest events about the cluster, its pods and what makes them, oldest first. */
    static List<Happening> of(Reader reader, String namespace, String cluster, int most) {
        var selectors = List.of(
                "involvedObject.kind=SparkCluster,involvedObject.name=" + cluster,
                "involvedObject.kind=StatefulSet,involvedObject.name=" + cluster + "-master",
                // These have names that nobody can guess.
                "involvedObject.kind=ReplicaSet",
                "involvedObject.kind=Pod");
        var events = selectors.stream()
                .flatMap(selector -> pages(reader, "/api/v1/namespaces/" + namespace + "/events", selector).stream())
                .flatMap(Happening::items);
        return newest(events, cluster, most);
    }

    static List<Happening> newest(JsonNode list, String cluster, int most) {
        return newest(items(list), cluster, most);
    }

    private static List<Happening> newest(Stream<JsonNode> events, String cluster, int most) {
        var all = events.filter(event -> concerns(event.path("involvedObject"), cluster))
                .map(Happening::of)
                .sorted(Comparator.comparing(Happening::time))
                .toList();
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    /** The API gives a long list by name and not by time, so that the newest may be on any of its pages. */
    private static List<JsonNode> pages(Reader reader, String path, String selector) {
        var first = path + "?limit=" + PAGE + "&fieldSelector=" + encoded(selector);
        var pages = new ArrayList<JsonNode>();
        var next = Optional.of(first);
        while (next.isPresent()) {
            var page = reader.read(next.get());
            page.ifPresent(pages::add);
            next = page.map(list -> list.at("/metadata/continue").asText(""))
                    .filter(token -> !token.isEmpty())
                    .map(token -> first + "&continue=" + encoded(token));
        }
        return pages;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.path("items").spliterator(), false);
    }

    private static boolean concerns(JsonNode object, String cluster) {
        var name = object.path("name").asText();
        return object.path("kind").asText().equals("SparkCluster")
                ? name.equals(cluster)
                : name.startsWith(cluster)
                        && PART.matcher(name.substring(cluster.length())).matches();
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
