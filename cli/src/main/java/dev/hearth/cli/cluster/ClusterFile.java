package dev.hearth.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hearth.cli.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file with one SparkCluster, in YAML or JSON. */
public record ClusterFile(Path path, ObjectNode object) {
    private static final Path STANDARD_INPUT = Path.of("-");

    /** Reads a file, or standard input for {@code -}. */
    public static ClusterFile read(Path path) {
        try {
            return of(
                    path,
                    path.equals(STANDARD_INPUT)
                            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                            : Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ClusterFile of(Path path, String text) {
        var objects = documents(path, text);
        if (objects.size() != 1) {
            throw Problem.usage(path + " must hold exactly one SparkCluster and holds "
                    + (objects.isEmpty() ? "nothing" : objects.size() + " documents"));
        }
        var kind = objects.getFirst().path("kind").asText("nothing");
        if (!kind.equals("SparkCluster") || !(objects.getFirst() instanceof ObjectNode object)) {
            throw Problem.usage(path + " must hold a SparkCluster and holds: " + kind)
                    .advise("it starts with: apiVersion: hearth.dev/v1, kind: SparkCluster");
        }
        return new ClusterFile(path, object);
    }

    private static List<JsonNode> documents(Path path, String text) {
        var mapper = new YAMLMapper();
        try (var values = mapper.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            var documents = new ArrayList<JsonNode>();
            values.forEachRemaining(document -> {
                if (document != null && !document.isNull() && !document.isMissingNode()) {
                    documents.add(document);
                }
            });
            return documents;
        } catch (JsonProcessingException e) {
            throw Problem.usage(path + " is not valid YAML: " + e.getOriginalMessage())
                    .because(e);
        } catch (IOException | RuntimeException e) {
            throw Problem.usage(path + " is not valid YAML: " + e.getMessage()).because(e);
        }
    }

    public Optional<String> name() {
        return text("name");
    }

    public Optional<String> namespace() {
        return text("namespace");
    }

    private Optional<String> text(String key) {
        return Optional.of(object.at("/metadata/" + key).asText("")).filter(value -> !value.isBlank());
    }
}
