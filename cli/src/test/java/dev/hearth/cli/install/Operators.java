package dev.hearth.cli.install;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Deployments of the operator and the gateway, as a Kubernetes would show them. */
public final class Operators {
    /** Where the API has it. */
    public static final String GET = "GET /apis/apps/v1/namespaces/hearth-system/deployments/hearth-operator";

    /** Where the API has the gateway. */
    public static final String GET_GATEWAY = "GET /apis/apps/v1/namespaces/hearth-system/deployments/hearth-gateway";

    private Operators() {}

    /** What a wish leads to. */
    static Deployment of(OperatorSetup.Wish wish) {
        return deployment(wish, "hearth-operator");
    }

    /** The same in JSON, with so many replicas available. */
    public static String json(OperatorSetup.Wish wish, int available) {
        return json(of(wish), available);
    }

    /** The gateway that a wish leads to, in JSON, with so many replicas available. */
    static String gatewayJson(OperatorSetup.Wish wish, int available) {
        return json(deployment(wish, "hearth-gateway"), available);
    }

    private static Deployment deployment(OperatorSetup.Wish wish, String name) {
        return OperatorSetup.objects(wish).stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .filter(deployment -> deployment.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String json(Deployment deployment, int available) {
        return Serialization.asJson(new DeploymentBuilder(deployment)
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
