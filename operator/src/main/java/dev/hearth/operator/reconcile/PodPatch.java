package dev.hearth.operator.reconcile;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;

/** Changes of pods, which come and go meanwhile. */
final class PodPatch {
    private static final PatchContext MERGE =
            new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

    private PodPatch() {}

    /** Applies a JSON merge patch; does nothing if the pod has left by itself. */
    static void apply(Pod pod, String patch, KubernetesClient client) {
        try {
            var _ = client.resource(pod).patch(MERGE, patch);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }
}
