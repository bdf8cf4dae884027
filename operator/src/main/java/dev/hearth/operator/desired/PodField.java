package dev.hearth.operator.desired;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;

/** What a container can only learn from Kubernetes: a field of the pod that it is in. */
public final class PodField {
    private PodField() {}

    /**
     * A variable with the value of a field.
     *
     * @param path for example {@code metadata.name}; Kubernetes allows a few ("Downward API")
     */
    public static EnvVar variable(String name, String path) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewFieldRef()
                .withApiVersion("v1")
                .withFieldPath(path)
                .endFieldRef()
                .endValueFrom()
                .build();
    }
}
