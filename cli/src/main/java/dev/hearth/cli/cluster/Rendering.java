package dev.hearth.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.api.SparkCluster;
import dev.hearth.cli.problem.Problem;
import dev.hearth.operator.desired.DesiredState;
import dev.hearth.operator.desired.Surroundings;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.HashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A cluster as plain Kubernetes manifests. */
public final class Rendering {
    /** Labels and the like have no order of their own, and must not come in another one each time. */
    private static final KubernetesSerialization YAML = new KubernetesSerialization(
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS), true);

    private Rendering() {}

    /**
     * YAML documents, in the order in which they are best applied.
     *
     * @param secret gives the cluster's secret, and is asked for it only if the cluster is valid
     */
    public static String of(ObjectNode object, Supplier<String> secret) {
        var cluster = typed(object);
        refuseWrongValues(object);
        var objects = DesiredState.of(withoutGateway(cluster), Surroundings.unknown(secret.get()));
        return objects.stream()
                .map(rendered ->
                        YAML.asYaml(rendered).replaceFirst("^---\n", "").strip())
                .collect(Collectors.joining("\n---\n"));
    }

    /** Who has no operator has no gateway either: pages link to one another as a forwarded port shows them. */
    private static SparkCluster withoutGateway(SparkCluster cluster) {
        var settings = new HashMap<>(cluster.specOrDefaults().sparkConf());
        var _ = settings.putIfAbsent("spark.ui.reverseProxyUrl", "");
        var changed = new SparkCluster();
        changed.setMetadata(cluster.getMetadata());
        changed.setSpec(cluster.specOrDefaults().withSparkConf(settings));
        return changed;
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

    private static void refuseWrongValues(ObjectNode object) {
        var faults = SchemaCheck.faults(object);
        if (!faults.isEmpty()) {
            throw Problem.usage("the cluster is not valid:\n       - " + String.join("\n       - ", faults))
                    .advise("`kubectl explain sparkcluster.spec` or docs/clusters.md describe every field");
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(part -> part.getFieldName() == null ? String.valueOf(part.getIndex()) : part.getFieldName())
                .collect(Collectors.joining("."));
    }
}
