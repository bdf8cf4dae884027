package dev.hearth.operator.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether no pod of another template is left. One that is missing is missed by whoever counts. */
final class Rollout {
    private static final KubernetesSerialization MAPPER = new KubernetesSerialization();

    /** What the scheduler and Kubernetes' usual admission plug-ins (Priority, DefaultTolerationSeconds) put into a pod. */
    private static final List<String> ADDED = List.of("nodeName", "priority", "preemptionPolicy");

    private static final Set<String> ADDED_TOLERATIONS =
            Set.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

    private Rollout() {}

    /** As {@code kubectl rollout status} decides it. */
    static boolean isComplete(StatefulSet set) {
        var status = set.getStatus();
        return status != null
                && isObserved(status.getObservedGeneration(), set.getMetadata())
                && (Objects.equals(status.getCurrentRevision(), status.getUpdateRevision())
                        || number(status.getUpdatedReplicas())
                                >= number(set.getSpec().getReplicas()));
    }

    /**
     * As {@code kubectl rollout status} decides it, but for a Deployment that its controller has not looked at yet: if its
     * pods are of its template, only their number was changed.
     */
    static boolean isComplete(Deployment deployment, List<Pod> pods) {
        var status = deployment.getStatus();
        if (status == null) {
            return false;
        }
        return isObserved(status.getObservedGeneration(), deployment.getMetadata())
                ? number(status.getReplicas()) <= number(status.getUpdatedReplicas())
                : pods.stream().allMatch(pod -> isOf(deployment.getSpec().getTemplate(), pod));
    }

    private static boolean isObserved(@Nullable Long generation, ObjectMeta metadata) {
        return Objects.equals(generation, metadata.getGeneration());
    }

    /** A pod that something else was put into as well is none, which is found out a moment later by the controller. */
    private static boolean isOf(PodTemplateSpec template, Pod pod) {
        return annotations(template.getMetadata()).equals(annotations(pod.getMetadata()))
                && comparable(template.getSpec()).equals(comparable(pod.getSpec()));
    }

    private static Map<String, String> annotations(@Nullable ObjectMeta metadata) {
        return Optional.ofNullable(metadata).map(ObjectMeta::getAnnotations).orElse(Map.of());
    }

    private static ObjectNode comparable(@Nullable PodSpec spec) {
        var fields = MAPPER.convertValue(spec == null ? new PodSpec() : spec, ObjectNode.class);
        fields.remove(ADDED);
        if (fields.get("tolerations") instanceof ArrayNode tolerations) {
            tolerations.removeIf(it -> ADDED_TOLERATIONS.contains(it.path("key").asText()));
            if (tolerations.isEmpty()) {
                fields.remove("tolerations");
            }
        }
        return fields;
    }

    private static int number(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
