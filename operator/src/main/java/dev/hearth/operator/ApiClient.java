package dev.hearth.operator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** The operator's client of the Kubernetes API, which reads what newer versions of the API wrote. */
final class ApiClient {
    private ApiClient() {}

    static KubernetesClient create() {
        return new KubernetesClientBuilder()
                .withKubernetesSerialization(serialization())
                .build();
    }

    /**
     * An operator older than the CRD must not stumble over fields and words that it does not know: one object that cannot
     * be read ends the watch of all of its kind.
     */
    static KubernetesSerialization serialization() {
        var mapper = new ObjectMapper()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL);
        return new KubernetesSerialization(mapper, true);
    }
}
