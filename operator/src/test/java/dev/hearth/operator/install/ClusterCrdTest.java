package dev.hearth.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.api.SparkClusterSpec;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterCrdTest {
    /** Types of Kubernetes' own, which {@code kubectl explain pod} documents. */
    private static final Set<String> FOREIGN =
            Set.of("template", "resources", "env", "imagePullSecrets", "allowFrom", "conditions", "metadata");

    private final JSONSchemaProps schema = ClusterCrd.definition()
            .getSpec()
            .getVersions()
            .getFirst()
            .getSchema()
            .getOpenAPIV3Schema();

    @Test
    void everyFieldOfOursIsDescribed() {
        var undescribed = new ArrayList<String>();
        collectUndescribed("", schema, undescribed);
        assertThat(undescribed).isEmpty();
    }

    @Test
    void theSchemasDefaultsAreThoseOfTheTypes() {
        var spec = schema.getProperties().get("spec");
        var defaults = SparkClusterSpec.defaults();
        assertThat(defaultsOf(spec))
                .containsEntry("sparkVersion", defaults.sparkVersion())
                .containsEntry("suspend", false);
        assertThat(defaultsOf(spec.getProperties().get("workers")))
                .containsEntry("replicas", defaults.workers().replicas())
                .containsEntry("cores", defaults.workers().cores())
                .containsEntry("memory", defaults.workers().memory());
        assertThat(defaultsOf(spec.getProperties().get("masters")))
                .containsEntry("replicas", defaults.masters().replicas())
                .containsEntry("cores", defaults.masters().cores())
                .containsEntry("memory", defaults.masters().memory());
        assertThat(defaultsOf(spec.getProperties().get("network")))
                .containsEntry("policy", defaults.network().policy());
    }

    @Test
    void theDefinitionFitsIntoTheAnnotationOfAClientSideApply() {
        assertThat(Serialization.asJson(ClusterCrd.definition()).length()).isLessThan(256 * 1024);
    }

    private static Map<String, Object> defaultsOf(JSONSchemaProps object) {
        var defaults = new java.util.TreeMap<String, Object>();
        object.getProperties().forEach((name, property) -> {
            if (property.getDefault() != null && property.getDefault().isValueNode()) {
                defaults.put(name, Serialization.unmarshal(property.getDefault().toString(), Object.class));
            }
        });
        return defaults;
    }

    private static void collectUndescribed(String path, JSONSchemaProps object, List<String> undescribed) {
        if (object.getProperties() == null) {
            return;
        }
        object.getProperties().forEach((name, property) -> {
            if (property.getDescription() == null) {
                undescribed.add(path + "." + name);
            }
            if (!FOREIGN.contains(name)) {
                collectUndescribed(path + "." + name, property, undescribed);
                if (property.getItems() != null && property.getItems().getSchema() != null) {
                    collectUndescribed(path + "." + name, property.getItems().getSchema(), undescribed);
                }
            }
        });
    }
}
