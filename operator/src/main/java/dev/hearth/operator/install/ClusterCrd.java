package dev.hearth.operator.install;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hearth.api.SparkCluster;
import dev.hearth.api.SparkClusterSpec;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The CRD that the build generated from the API's types, with what the generator cannot say. */
public final class ClusterCrd {
    public static final String NAME = "sparkclusters." + SparkCluster.GROUP;

    private static final String GENERATED = "/META-INF/fabric8/" + NAME + "-" + SparkCluster.VERSION + ".yml";

    private ClusterCrd() {}

    /** The CustomResourceDefinition to install. */
    public static CustomResourceDefinition definition() {
        var crd = generated();
        var version = crd.getSpec().getVersions().getFirst();
        version.setAdditionalPrinterColumns(columns());
        var schema = version.getSchema().getOpenAPIV3Schema();
        schema.setDescription(
                "An Apache Spark standalone cluster: a master that comes back by itself at the same address,"
                        + " and workers that can be scaled. `spec: {}` is a valid cluster.");
        var spec = property(schema, "spec");
        spec.setDescription("What the cluster should be. Every field has a default.");
        // Without it the defaults further down would not apply to an object that has no spec at all.
        spec.setDefault(
                JsonNodeFactory.instance.objectNode().put("sparkVersion", SparkClusterSpec.DEFAULT_SPARK_VERSION));
        property(schema, "status")
                .setDescription("What the operator last observed of the cluster, from its pods and its master.");
        return crd;
    }

    private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
        return Objects.requireNonNull(schema.getProperties().get(name), name);
    }

    /** In the order in which they answer what people ask; the generator would sort them. */
    private static List<CustomResourceColumnDefinition> columns() {
        return List.of(
                column("Ready", "string", ".status.conditions[?(@.type==\"Ready\")].status", 0),
                column("Reason", "string", ".status.conditions[?(@.type==\"Ready\")].reason", 0),
                column("Masters", "string", ".status.masters.summary", 1),
                column("Workers", "string", ".status.workers.summary", 0),
                column("Cores", "string", ".status.cores.summary", 0),
                column("Apps", "integer", ".status.applications.running", 0),
                column("Age", "date", ".metadata.creationTimestamp", 0),
                column("Version", "string", ".spec.sparkVersion", 1),
                column("Leader", "string", ".status.leader", 1),
                column("URL", "string", ".status.masterUrl", 1));
    }

    private static CustomResourceColumnDefinition column(String name, String type, String path, int priority) {
        return new CustomResourceColumnDefinitionBuilder()
                .withName(name)
                .withType(type)
                .withJsonPath(path)
                .withPriority(priority)
                .build();
    }

    private static CustomResourceDefinition generated() {
        try (var yaml = SparkCluster.class.getResourceAsStream(GENERATED)) {
            return Serialization.unmarshal(Objects.requireNonNull(yaml, GENERATED), CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
