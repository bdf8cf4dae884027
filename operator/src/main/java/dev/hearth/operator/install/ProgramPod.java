package dev.hearth.operator.install;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import java.util.Map;

/** What the pods of Hearth's own programs have in common: the restricted standard, probes, and sizes. */
final class ProgramPod {
    private ProgramPod() {}

    /** A pod for a container of {@link #container}. */
    static PodSpecBuilder of(OperatorInstallation installation, String serviceAccount) {
        return new PodSpecBuilder()
                .withServiceAccountName(serviceAccount)
                .withImagePullSecrets(installation.pullSecrets())
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext();
    }

    /**
     * A container of a program that mostly waits.
     *
     * @param healthPort where it answers /livez and /readyz
     * @param memory request and limit, as a Kubernetes quantity
     */
    static ContainerBuilder container(OperatorInstallation installation, String name, int healthPort, String memory) {
        return new ContainerBuilder()
                .withName(name)
                .withImage(installation.image())
                .withStartupProbe(probe("/readyz", healthPort)
                        .withPeriodSeconds(1)
                        .withFailureThreshold(120)
                        .build())
                .withReadinessProbe(
                        probe("/readyz", healthPort).withPeriodSeconds(5).build())
                .withLivenessProbe(probe("/livez", healthPort)
                        .withPeriodSeconds(15)
                        .withFailureThreshold(4)
                        .build())
                .withNewResources()
                .addToRequests(Map.of("cpu", Quantity.parse("50m"), "memory", Quantity.parse(memory)))
                .addToLimits(Map.of("memory", Quantity.parse(memory)))
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext();
    }

    /** Two replicas on one node would go down with it; on a single node it is better than none. */
    static TopologySpreadConstraint spread(Map<String, String> selector) {
        return new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey("kubernetes.io/hostname")
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(selector)
                .endLabelSelector()
                .build();
    }

    private static ProbeBuilder probe(String path, int port) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withNewPort(port)
                .endHttpGet()
                .withTimeoutSeconds(5);
    }
}
