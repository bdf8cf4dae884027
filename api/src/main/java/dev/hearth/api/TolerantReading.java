package dev.hearth.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * How every program of Hearth's reads the Kubernetes API. A program that is older than the CRD must not stumble over
 * fields and words that it does not know: one object that cannot be read ends the watch of all of its kind.
 */
public final class TolerantReading {
    private TolerantReading() {}

    public static KubernetesSerialization serialization() {
        var mapper = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
                .build();
        return new KubernetesSerialization(mapper, true);
    }

    /** The beginning of a client that reads so. */
    public static KubernetesClientBuilder client() {
        return new KubernetesClientBuilder().withKubernetesSerialization(serialization());
    }
}
