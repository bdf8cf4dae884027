package dev.hearth.operator.desired;

import static dev.hearth.api.Component.DRIVER;
import static dev.hearth.api.Component.HISTORY;

import dev.hearth.api.History.AccessMode;
import dev.hearth.api.Ports;
import dev.hearth.api.SparkCluster;
import dev.hearth.api.SparkClusterStatus;
import dev.hearth.api.SparkClusterStatus.HistoryStatus;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * A pod for one driver: a PySpark prompt, a shell or a submitted application. It has the cluster's image, settings and
 * addresses, so that nothing needs to be passed to Spark in it, and goes with the cluster.
 */
public final class DriverPod {
    /**
     * Marks the pods of the CLI. With "true" nobody needs one once its process has ended, and the operator deletes it
     * then; with "false" it is a job's, which its user may still want to read.
     */
    public static final String SESSION_ANNOTATION = "hearth.dev/session";

    /** Marks a job's pod that stays until its user deletes it. */
    public static final String KEEP_ANNOTATION = "hearth.dev/keep";

    /** Python and native memory beside the driver's heap, as for executors. */
    private static final double OVERHEAD = 1.4;

    private static final long OUTSIDE_HEAP_MEBIBYTES = 256;

    private DriverPod() {}

    /**
     * What is asked of a driver pod.
     *
     * @param name name of the pod
     * @param cores CPU that the pod reserves, as a Kubernetes quantity such as {@code 250m} or {@code 2}
     * @param memory heap of the driver in Spark's units; also what {@code spark.driver.memory} should say
     * @param command the container's command
     * @param terminal whether the process gets a terminal and its input from whoever attaches first; it ends with them
     * @param keep whether the pod stays when its process has ended
     */
    public record Request(
            String name, String cores, String memory, List<String> command, boolean terminal, boolean keep) {}

    /** The pod, which mounts the claim of event logs if the cluster's status says that there is one to use. */
    public static Pod of(SparkCluster cluster, Request request) {
        var names = Names.of(cluster);
        var container = PodParts.container(
                        cluster,
                        DRIVER,
                        List.of(PodParts.variable(
                                "SPARK_SUBMIT_OPTS",
                                "-Dlog4j2.configurationFile=" + PodParts.CONFIGURATION_FOLDER + "/"
                                        + PodParts.DRIVER_LOG_FILE)))
                .withCommand(request.command())
                .withStdin(request.terminal())
                .withStdinOnce(request.terminal())
                .withTty(request.terminal())
                .withPorts(new ContainerPortBuilder()
                        .withName("ui")
                        .withContainerPort(Ports.DRIVER_UI)
                        .build())
                .withResources(PodParts.resources(
                        Quantity.parse(request.cores()),
                        Memory.parse(request.memory()).times(OVERHEAD).plus(OUTSIDE_HEAP_MEBIBYTES),
                        Memory.NONE,
                        null))
                .addToVolumeMounts(EventLogs.mount())
                .build();
        var claim = eventLogClaim(cluster);
        return new PodBuilder()
                .withMetadata(DesiredState.metadata(cluster, request.name(), names.labels(DRIVER)))
                .editMetadata()
                .addToAnnotations(SESSION_ANNOTATION, String.valueOf(request.terminal()))
                .addToAnnotations(KEEP_ANNOTATION, String.valueOf(request.keep()))
                .endMetadata()
                .withSpec(besideHistory(PodParts.driverPod(cluster), cluster)
                        .addToVolumes(claim.map(EventLogs::volume).orElseGet(EventLogs::passingVolume))
                        .withContainers(container)
                        .withRestartPolicy("Never")
                        .withTerminationGracePeriodSeconds(5L)
                        .build())
                .build();
    }

    private static Optional<String> eventLogClaim(SparkCluster cluster) {
        return history(cluster).map(HistoryStatus::claim);
    }

    private static Optional<HistoryStatus> history(SparkCluster cluster) {
        return Optional.ofNullable(cluster.getStatus()).map(SparkClusterStatus::history);
    }

    /** A volume that one node at a time can use is where the history server is. */
    private static PodSpecBuilder besideHistory(PodSpecBuilder pod, SparkCluster cluster) {
        if (history(cluster)
                .filter(status -> status.claim() != null && status.accessMode() != AccessMode.ReadWriteMany)
                .isEmpty()) {
            return pod;
        }
        return pod.editOrNewAffinity()
                .editOrNewPodAffinity()
                .addNewRequiredDuringSchedulingIgnoredDuringExecution()
                .withTopologyKey("kubernetes.io/hostname")
                .withNewLabelSelector()
                .withMatchLabels(Names.of(cluster).selector(HISTORY))
                .endLabelSelector()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endPodAffinity()
                .endAffinity();
    }
}
