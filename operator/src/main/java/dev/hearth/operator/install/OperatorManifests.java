package dev.hearth.operator.install;

import dev.hearth.api.Labels;
import dev.hearth.operator.OperatorConfig;
import dev.hearth.operator.desired.Names;
import dev.hearth.operator.desired.PodField;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every object of an installation: a pure function, which the CLI applies and the manifests are rendered with. */
public final class OperatorManifests {
    /** The Deployment, the service account and the lease all have this name. */
    public static final String NAME = "hearth-operator";

    /** What every object of an installation carries, and by which it is found again. */
    public static final Map<String, String> OWN = Map.of(Labels.NAME, Labels.HEARTH, Labels.MANAGED_BY, "hearth-cli");

    static final Map<String, String> LABELS =
            Map.of(Labels.NAME, Labels.HEARTH, Labels.COMPONENT, "operator", Labels.MANAGED_BY, "hearth-cli");

    private static final Map<String, String> SELECTOR =
            Map.of(Labels.NAME, Labels.HEARTH, Labels.COMPONENT, "operator");

    private OperatorManifests() {}

    /** The objects in the order in which they must be created. */
    public static List<HasMetadata> of(OperatorInstallation installation) {
        var objects = new ArrayList<HasMetadata>();
        objects.add(ClusterCrd.definition());
        objects.add(new NamespaceBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withName(Names.SYSTEM_NAMESPACE)
                        .withLabels(LABELS)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .build())
                .build());
        objects.add(new ServiceAccountBuilder().withMetadata(metadata()).build());
        objects.addAll(OperatorRights.of(installation));
        objects.addAll(UserRights.all());
        objects.add(deployment(installation));
        objects.add(disruptionBudget());
        objects.addAll(GatewayManifests.of(installation));
        return List.copyOf(objects);
    }

    static ObjectMeta metadata() {
        return new ObjectMetaBuilder()
                .withName(NAME)
                .withNamespace(Names.SYSTEM_NAMESPACE)
                .withLabels(LABELS)
                .build();
    }

    private static Deployment deployment(OperatorInstallation installation) {
        return new DeploymentBuilder()
                .withMetadata(metadata())
                .withNewSpec()
                .withReplicas(installation.replicas())
                .withStrategy(strategy(installation))
                .withNewSelector()
                .withMatchLabels(SELECTOR)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(LABELS)
                .endMetadata()
                .withSpec(ProgramPod.of(installation, NAME)
                        .withTopologySpreadConstraints(spread(installation))
                        .withContainers(
                                ProgramPod.container(installation, "operator", OperatorConfig.HEALTH_PORT, "320Mi")
                                        .withEnv(environment(installation))
                                        .addNewPort()
                                        .withName("health")
                                        .withContainerPort(OperatorConfig.HEALTH_PORT)
                                        .endPort()
                                        .build())
                        .build())
                .endTemplate()
                .endSpec()
                .build();
    }

    /** Without an election the old replica must be gone before the new one acts. */
    private static DeploymentStrategy strategy(OperatorInstallation installation) {
        return installation.electsALeader()
                ? oneByOne()
                : new DeploymentStrategyBuilder().withType("Recreate").build();
    }

    /** A new replica works before an old one goes. */
    static DeploymentStrategy oneByOne() {
        return new DeploymentStrategyBuilder()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withNewMaxSurge(1)
                .withNewMaxUnavailable(0)
                .endRollingUpdate()
                .build();
    }

    private static List<TopologySpreadConstraint> spread(OperatorInstallation installation) {
        return installation.replicas() < 2 ? List.of() : List.of(ProgramPod.spread(SELECTOR));
    }

    /** One at a time, whatever their number; a node with the only one can be drained. */
    private static PodDisruptionBudget disruptionBudget() {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(metadata())
                .withNewSpec()
                .withNewMaxUnavailable(1)
                .withNewSelector()
                .withMatchLabels(SELECTOR)
                .endSelector()
                .endSpec()
                .build();
    }

    private static List<EnvVar> environment(OperatorInstallation installation) {
        return List.of(
                PodField.variable(OperatorConfig.POD_NAME, "metadata.name"),
                PodField.variable(OperatorConfig.POD_NAMESPACE, "metadata.namespace"),
                new EnvVarBuilder()
                        .withName(OperatorConfig.NAMESPACES)
                        .withValue(String.join(",", installation.namespaces()))
                        .build(),
                new EnvVarBuilder()
                        .withName(OperatorConfig.LEADER_ELECTION)
                        .withValue(String.valueOf(installation.electsALeader()))
                        .build(),
                // The operator mostly waits: the serial collector and a bounded heap keep it small.
                new EnvVarBuilder()
                        .withName("JAVA_TOOL_OPTIONS")
                        .withValue("-XX:+UseSerialGC -Xmx128m -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError")
                        .build());
    }
}
