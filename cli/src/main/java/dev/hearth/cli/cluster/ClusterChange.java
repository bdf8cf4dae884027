package dev.hearth.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What the flags of a command say about a cluster. What they leave out is left alone. */
public record ClusterChange(
        Optional<Integer> masters,
        Optional<Integer> workers,
        Optional<Integer> cores,
        Optional<String> memory,
        Optional<String> image,
        Optional<String> sparkVersion,
        Optional<Boolean> suspend,
        Optional<String> workerCpu) {
    /** Nothing said. */
    public static final ClusterChange NONE = new ClusterChange(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** A change of nothing but the number of workers. */
    public static ClusterChange ofWorkers(int count) {
        return NONE.withWorkers(count);
    }

    /** The same with a number of workers. */
    public ClusterChange withWorkers(int count) {
        return new ClusterChange(masters, Optional.of(count), cores, memory, image, sparkVersion, suspend, workerCpu);
    }

    /** Whether a cluster's spec is as this says already. */
    public boolean isTrueOf(JsonNode spec) {
        var changed = spec.<ObjectNode>deepCopy();
        merge(changed, patch().get("spec"));
        return changed.equals(spec);
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /** The change as a merge patch, which is also the part of a new object that it sets. */
    public ObjectNode patch() {
        var patch = JsonNodeFactory.instance.objectNode();
        var spec = patch.putObject("spec");
        sparkVersion.ifPresent(value -> spec.put("sparkVersion", value));
        image.ifPresent(value -> spec.put("image", value));
        suspend.ifPresent(value -> spec.put("suspend", value));
        masters.ifPresent(value -> spec.withObjectProperty("masters").put("replicas", value));
        workers.ifPresent(value -> spec.withObjectProperty("workers").put("replicas", value));
        cores.ifPresent(value -> spec.withObjectProperty("workers").put("cores", value));
        memory.ifPresent(value -> spec.withObjectProperty("workers").put("memory", value));
        workerCpu.ifPresent(value -> spec.withObjectProperty("workers")
                .withObjectProperty("resources")
                .withObjectProperty("requests")
                .put("cpu", value));
        return patch;
    }

    /** A new cluster with nothing but this. */
    public ObjectNode create(String name, String namespace) {
        return onto(object(), name, namespace);
    }

    /** The object of a file, which need not have a name, with this put over it. */
    public ObjectNode onto(ObjectNode object, String name, String namespace) {
        var result = object.deepCopy();
        result.withObjectProperty("metadata").put("name", name).put("namespace", namespace);
        merge(result, patch());
        return result;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "hearth.dev/v1")
                .put("kind", "SparkCluster");
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                merge(target.withObjectProperty(field.getKey()), field.getValue());
            } else {
                target.set(field.getKey(), field.getValue());
            }
        });
    }
}
