package dev.hearth.operator.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers what the API server made of objects whose stored form never equals what was applied, because it spells a
 * value differently or fills in a default (a quantity of 1000m, the apiVersion of a fieldRef). Without it such an object
 * would be applied again at every turn.
 */
final class AppliedObjects {
    private static final int MOST = 2000;

    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final Map<String, Outcome> outcomes = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Outcome> eldest) {
            return size() > MOST;
        }
    });

    private record Outcome(ObjectNode desired, ObjectNode stored) {}

    void remember(HasMetadata desired, HasMetadata stored) {
        outcomes.put(key(desired), new Outcome(content(desired), content(stored)));
    }

    /** Whether applying {@code desired} led to just this stored object before, so that doing it again is idle. */
    boolean isKnown(HasMetadata desired, HasMetadata stored) {
        var outcome = outcomes.get(key(desired));
        return outcome != null && outcome.equals(new Outcome(content(desired), content(stored)));
    }

    private static String key(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }

    private ObjectNode content(HasMetadata object) {
        var content = serialization.convertValue(object, ObjectNode.class);
        content.remove("status");
        if (content.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(List.of("resourceVersion", "managedFields", "generation"));
            // Controllers count their own work here.
            if (metadata.get("annotations") instanceof ObjectNode annotations) {
                annotations.remove("deployment.kubernetes.io/revision");
            }
        }
        return content;
    }
}
