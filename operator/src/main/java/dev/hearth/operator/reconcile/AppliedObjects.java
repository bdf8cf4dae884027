package dev.hearth.operator.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.operator.desired.Digests;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers what the API server made of objects whose stored form never equals what was applied, because it spells a
 * value differently or fills in a default (a quantity of 1000m, the apiVersion of a fieldRef). Without it such an object
 * would be applied again at every turn. Only digests are kept, and those that were not asked for longest go first.
 */
final class AppliedObjects {
    private static final int MOST = 2000;
    private static final float USUAL_LOAD = 0.75f;

    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final Map<String, Outcome> outcomes =
            Collections.synchronizedMap(new LinkedHashMap<>(16, USUAL_LOAD, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Outcome> eldest) {
                    return size() > MOST;
                }
            });

    private record Outcome(String desired, String stored) {}

    void remember(HasMetadata desired, HasMetadata stored) {
        outcomes.put(key(desired), outcome(desired, stored));
    }

    void forget(HasMetadata object) {
        outcomes.remove(key(object));
    }

    /** Whether applying {@code desired} led to just this stored object before, so that doing it again is idle. */
    boolean isKnown(HasMetadata desired, HasMetadata stored) {
        var known = outcomes.get(key(desired));
        return known != null && known.equals(outcome(desired, stored));
    }

    int size() {
        return outcomes.size();
    }

    private static String key(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }

    private Outcome outcome(HasMetadata desired, HasMetadata stored) {
        return new Outcome(digest(desired), digest(stored));
    }

    private String digest(HasMetadata object) {
        var content = serialization.convertValue(object, ObjectNode.class);
        content.remove("status");
        if (content.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(List.of("resourceVersion", "managedFields", "generation"));
            // Controllers count their own work here.
            if (metadata.get("annotations") instanceof ObjectNode annotations) {
                annotations.remove("deployment.kubernetes.io/revision");
            }
        }
        return Digests.of(content);
    }
}
