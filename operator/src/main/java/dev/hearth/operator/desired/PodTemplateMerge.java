package dev.hearth.operator.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a user's pod template over the operator's, by the rules of Kubernetes' strategic merge patch: objects merge field
 * by field, lists whose entries have a merge key merge entry by entry, all other lists are replaced.
 */
final class PodTemplateMerge {
    /** The merge keys of core/v1 Pod ({@code x-kubernetes-patch-merge-key} in Kubernetes' OpenAPI document). */
    private static final Map<String, String> MERGE_KEYS = Map.of(
            "containers", "name",
            "initContainers", "name",
            "ephemeralContainers", "name",
            "volumes", "name",
            "env", "name",
            "imagePullSecrets", "name",
            "volumeMounts", "mountPath",
            "volumeDevices", "devicePath",
            "ports", "containerPort",
            "hostAliases", "ip");

    /** What a probe or a life-cycle handler does: one of these, and only one. */
    private static final Set<String> PROBE_ACTIONS = Set.of("exec", "httpGet", "tcpSocket", "grpc", "sleep");

    /** Lists whose entries are a name and one source of many. */
    private static final Set<String> ONE_SOURCE = Set.of("volumes", "env");

    private static final KubernetesSerialization MAPPER = new KubernetesSerialization();

    private PodTemplateMerge() {}

    static PodTemplateSpec merge(PodTemplateSpec base, @Nullable PodTemplateSpec patch) {
        if (patch == null) {
            return base;
        }
        var merged = MAPPER.convertValue(base, ObjectNode.class);
        mergeObject(merged, MAPPER.convertValue(patch, ObjectNode.class));
        return withMarksOf(base, MAPPER.convertValue(merged, PodTemplateSpec.class));
    }

    /** The operator finds its pods by its own labels and restarts them by its own annotations. */
    private static PodTemplateSpec withMarksOf(PodTemplateSpec base, PodTemplateSpec merged) {
        return base.getMetadata() == null
                ? merged
                : merged.edit()
                        .editMetadata()
                        .addToLabels(base.getMetadata().getLabels())
                        .addToAnnotations(base.getMetadata().getAnnotations())
                        .endMetadata()
                        .build();
    }

    private static void mergeObject(ObjectNode base, ObjectNode patch) {
        if (PROBE_ACTIONS.stream().anyMatch(patch::has)) {
            PROBE_ACTIONS.stream().filter(action -> !patch.has(action)).forEach(base::remove);
        }
        for (var field : patch.properties()) {
            var name = field.getKey();
            var key = MERGE_KEYS.get(name);
            var current = base.get(name);
            var wanted = field.getValue();
            if (current instanceof ObjectNode into && wanted instanceof ObjectNode from) {
                mergeObject(into, from);
            } else if (key != null && current instanceof ArrayNode into && wanted instanceof ArrayNode from) {
                mergeList(into, from, key, ONE_SOURCE.contains(name));
            } else if (!isEmptyContainer(wanted)) {
                base.set(name, wanted);
            }
        }
    }

    private static void mergeList(ArrayNode base, ArrayNode patch, String key, boolean oneSource) {
        for (var entry : patch) {
            var twin = twin(base, entry, key);
            if (twin instanceof ObjectNode into && entry instanceof ObjectNode from) {
                if (oneSource) {
                    replaceOtherSource(into, from);
                }
                mergeObject(into, from);
            } else {
                base.add(entry);
            }
        }
    }

    /** A variable has a value or a source for it, and a volume exactly one source: the patch's takes the other's place. */
    private static void replaceOtherSource(ObjectNode base, ObjectNode patch) {
        var sources = new ArrayList<String>();
        patch.fieldNames().forEachRemaining(sources::add);
        if (sources.size() > 1) {
            base.retain(sources);
        }
    }

    private static @Nullable JsonNode twin(ArrayNode list, JsonNode entry, String key) {
        for (var candidate : list) {
            if (candidate.path(key).equals(entry.path(key))) {
                return candidate;
            }
        }
        return null;
    }

    /** The client library writes unset lists and maps as empty ones; they say nothing. */
    private static boolean isEmptyContainer(JsonNode node) {
        return node.isContainerNode() && node.isEmpty();
    }
}
