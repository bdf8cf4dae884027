package dev.hearth.cli.install;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Deployments of the operator, as a Kubernetes would show them. */
public final class Operators {
    /** Where the API has it. */
    public static final String GET = "GET /apis/apps/v1/namespaces/hearth-system/deployments/hearth-operator";

    private Operators() {}

    /** What a wish leads to. */
    static Deployment of(OperatorSetup.Wish wish) {
        return OperatorSetup.objects(wish).stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** The same in JSON, with so many replicas available. */
    public static String json(OperatorSetup.Wish wish, int available) {
        return Serialization.asJson(new DeploymentBuilder(of(wish))
                .editMetadata()
                .withGeneration(1L)
                .endMetadata()
                .withNewStatus()
                .withObservedGeneration(1L)
                .withReplicas(1)
                .withUpdatedReplicas(1)
                .withAvailableReplicas(available)
                .endStatus()
                .build());
    }
}
