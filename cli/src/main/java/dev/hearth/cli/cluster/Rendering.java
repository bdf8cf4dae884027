package dev.hearth.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.api.SparkCluster;
import dev.hearth.cli.problem.Problem;
import dev.hearth.operator.desired.AuthenticationSecret;
import dev.hearth.operator.desired.DesiredState;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import java.util.stream.Collectors;

/** A cluster as plain Kubernetes manifests. */
public final class Rendering {
    private Rendering() {}

    /** YAML documents, in the order in which they are best applied. */
    public static String of(ObjectNode object, Optional<String> secret) {
        var objects = DesiredState.of(typed(object), secret.orElseGet(AuthenticationSecret::generate));
        return objects.stream()
                .map(rendered -> Serialization.asYaml(rendered)
                        .replaceFirst("^---\n", "")
                        .strip())
                .collect(Collectors.joining("\n---\n"));
    }

    /** The API server is not asked, so what it would refuse has to be refused here as far as types go. */
    private static SparkCluster typed(ObjectNode object) {
        try {
            return new ObjectMapper().treeToValue(object, SparkCluster.class);
        } catch (UnrecognizedPropertyException e) {
            throw Problem.usage("a SparkCluster has no field " + path(e)).because(e);
        } catch (JsonMappingException e) {
            throw Problem.usage("the field " + path(e) + " is wrong: " + e.getOriginalMessage())
                    .because(e);
        } catch (JsonProcessingException e) {
            throw Problem.usage(e.getOriginalMessage()).because(e);
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(part -> part.getFieldName() == null ? String.valueOf(part.getIndex()) : part.getFieldName())
                .collect(Collectors.joining("."));
    }
}
