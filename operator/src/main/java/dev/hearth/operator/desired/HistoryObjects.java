package dev.hearth.operator.desired;

import static dev.hearth.api.Component.HISTORY;
import static dev.hearth.operator.desired.PodParts.httpProbe;
import static dev.hearth.operator.desired.PodParts.variable;

import dev.hearth.api.Ports;
import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.ArrayList;
import java.util.List;

/** Finished applications: the claim of their event logs and the server that shows them. */
final class HistoryObjects {
    /** Answers as soon as the server listens, while it still reads the first event logs. */
    private static final String PROBED = "/api/v1/version";

    /** Threads, class metadata and code of an idle server, as for a master. */
    private static final long OUTSIDE_HEAP_MEBIBYTES = 256;

    /** Besides half of its heap, an idle server holds no more. */
    private static final long IDLE_MEBIBYTES = 192;

    private HistoryObjects() {}

    static List<HasMetadata> of(
            SparkCluster cluster, SparkSettings settings, EventLogs logs, Surroundings surroundings) {
        var objects = new ArrayList<HasMetadata>();
        if (logs.onClaim()) {
            objects.add(HistoryClaim.of(cluster, surroundings.historyClaim()));
        }
        objects.add(server(cluster, settings, logs));
        return objects;
    }

    /** It does not go with the other pods of a suspended cluster: what has finished can still be read. */
    private static Deployment server(SparkCluster cluster, SparkSettings settings, EventLogs logs) {
        var names = Names.of(cluster);
        return new DeploymentBuilder()
                .withMetadata(DesiredState.metadata(cluster, names.history(), names.labels(HISTORY)))
                .withNewSpec()
                .withReplicas(1)
                .withRevisionHistoryLimit(2)
                .withNewSelector()
                .withMatchLabels(names.selector(HISTORY))
                .endSelector()
                // A second one on another node could not mount the claim, and both would clean up.
                .withNewStrategy()
                .withType("Recreate")
                .endStrategy()
                .withTemplate(template(cluster, settings, logs))
                .endSpec()
                .build();
    }

    private static PodTemplateSpec template(SparkCluster cluster, SparkSettings settings, EventLogs logs) {
        var names = Names.of(cluster);
        var history = cluster.specOrDefaults().history();
        var heap = Memory.parse(history.memory());
        var idle = heap.times(0.5).plus(IDLE_MEBIBYTES);
        var most = heap.plus(OUTSIDE_HEAP_MEBIBYTES);
        var container = PodParts.container(cluster, HISTORY, environment(cluster, heap))
                .withCommand(PodParts.script("start-history.sh"))
                .withPorts(new ContainerPortBuilder()
                        .withName("ui")
                        .withContainerPort(Ports.HISTORY_UI)
                        .build())
                .withStartupProbe(httpProbe(PROBED, Ports.HISTORY_UI, 1, 600))
                .withReadinessProbe(httpProbe(PROBED, Ports.HISTORY_UI, 5, 2))
                .withLivenessProbe(httpProbe(PROBED, Ports.HISTORY_UI, 15, 4))
                .withResources(PodParts.resources(
                        Quantity.parse("50m"),
                        idle,
                        new Memory(most.mebibytes() - idle.mebibytes()),
                        history.resources()));
        var pod = PodParts.pod(cluster).withTerminationGracePeriodSeconds(10L);
        if (logs.onClaim()) {
            container.addToVolumeMounts(EventLogs.mount());
            pod.addToVolumes(EventLogs.volume(names.history()));
        }
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(names.labels(HISTORY))
                .addToAnnotations("hearth.dev/settings", settings.historyFingerprint())
                .endMetadata()
                .withSpec(pod.withContainers(container.build()).build())
                .build();
    }

    private static List<EnvVar> environment(SparkCluster cluster, Memory heap) {
        return List.of(
                variable("SPARK_DAEMON_MEMORY", heap.spark()),
                variable("SPARK_HISTORY_OPTS", DaemonOptions.ofHistory(cluster).text()));
    }
}
