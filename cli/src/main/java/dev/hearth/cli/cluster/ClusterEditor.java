package dev.hearth.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hearth.api.DrainRequests;
import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Set;

/** Changes clusters, always by telling the API server no more than what the user said. */
public record ClusterEditor(KubernetesClient client, String namespace) {
    private static final String FIELD_MANAGER = "hearth-cli";
    private static final ResourceDefinitionContext TYPE = new ResourceDefinitionContext.Builder()
            .withGroup(SparkCluster.GROUP)
            .withVersion(SparkCluster.VERSION)
            .withKind("SparkCluster")
            .withPlural("sparkclusters")
            .withNamespaced(true)
            .build();

    /** Server-side apply: makes the cluster, or makes it what the object says. */
    public ClusterView apply(JsonNode object, boolean dryRun) {
        var item = client.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class);
        return view(client.genericKubernetesResources(TYPE)
                .inNamespace(namespace)
                .resource(item)
                .dryRun(dryRun)
                .fieldValidation(FieldValidateable.Validation.STRICT)
                .fieldManager(FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply());
    }

    /** Changes some fields of a cluster that exists. */
    public ClusterView change(String name, ClusterChange change, boolean dryRun) {
        return patch(name, change.patch(), dryRun);
    }

    /**
     * Asks some workers of a cluster to leave.
     *
     * @param asked names of their pods
     * @param existing names of all its workers' pods
     */
    public void askToLeave(ClusterView cluster, Set<String> asked, Set<String> existing) {
        var patch = JsonNodeFactory.instance.objectNode();
        var annotations = patch.putObject("metadata").putObject("annotations");
        DrainRequests.merge(asked, cluster.annotations(), existing::contains).forEach(annotations::put);
        var _ = patch(cluster.name(), patch, false);
    }

    /** Deletes a cluster together with everything that belongs to it; returns before that has happened. */
    public void delete(String name) {
        var _ = resource(name)
                .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                .delete();
    }

    private ClusterView patch(String name, JsonNode patch, boolean dryRun) {
        var context = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(FIELD_MANAGER)
                .withFieldValidation("Strict")
                .withDryRun(dryRun ? List.of("All") : List.of())
                .build();
        return view(resource(name).patch(context, patch.toString()));
    }

    private ClusterView view(GenericKubernetesResource stored) {
        return new ClusterView(client.getKubernetesSerialization().convertValue(stored, JsonNode.class));
    }

    private Resource<GenericKubernetesResource> resource(String name) {
        return client.genericKubernetesResources(TYPE).inNamespace(namespace).withName(name);
    }
}
