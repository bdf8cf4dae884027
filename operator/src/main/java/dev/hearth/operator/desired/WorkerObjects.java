package dev.hearth.operator.desired;

import static dev.hearth.api.Component.WORKER;
import static dev.hearth.operator.desired.PodParts.httpProbe;
import static dev.hearth.operator.desired.PodParts.variable;

import dev.hearth.api.Ports;
import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The workers: a Deployment, since any worker can replace any other. */
final class WorkerObjects {
    private static final int CPU_MILLIS_PER_CORE = 500;

    /** Heap of the worker's own process, which only starts and watches executors. */
    private static final Memory DAEMON_HEAP = new Memory(256);

    /** The worker's own process: its heap and as much again outside it. */
    private static final long DAEMON_MEBIBYTES = 512;

    /** Executors need memory outside their heap; 0.4 is what Spark itself reserves for Python on Kubernetes. */
    private static final double EXECUTOR_OVERHEAD = 1.4;

    /** For what comes after the draining, and for a worker that has nothing to drain. */
    private static final long STOPPING_SECONDS = 30;

    private WorkerObjects() {}

    static Deployment deployment(SparkCluster cluster, SparkSettings settings) {
        var names = Names.of(cluster);
        var spec = cluster.specOrDefaults();
        var template = PodTemplateMerge.merge(
                template(cluster, settings), spec.workers().template());
        return new DeploymentBuilder()
                .withMetadata(DesiredState.metadata(cluster, names.worker(), names.labels(WORKER)))
                .editMetadata()
                .addToAnnotations(Marks.of(spec.sparkVersion(), template))
                .endMetadata()
                .withNewSpec()
                .withReplicas(spec.suspend() ? 0 : spec.workers().replicas())
                .withRevisionHistoryLimit(2)
                .withNewSelector()
                .withMatchLabels(names.selector(WORKER))
                .endSelector()
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withNewMaxUnavailable("25%")
                .withNewMaxSurge(0)
                .endRollingUpdate()
                .endStrategy()
                .withTemplate(template)
                .endSpec()
                .build();
    }

    private static PodTemplateSpec template(SparkCluster cluster, SparkSettings settings) {
        var names = Names.of(cluster);
        var workers = cluster.specOrDefaults().workers();
        var memory = Memory.parse(workers.memory());
        var container = PodParts.container(cluster, WORKER, environment(cluster))
                .withCommand(PodParts.script(
                        "start-worker.sh",
                        names.master(),
                        String.valueOf(workers.cores()),
                        memory.spark(),
                        EventLogs.MOUNT_PATH,
                        PodParts.scriptText("await-http.sh")))
                .withPorts(
                        new ContainerPortBuilder()
                                .withName("worker")
                                .withContainerPort(Ports.WORKER)
                                .build(),
                        new ContainerPortBuilder()
                                .withName("ui")
                                .withContainerPort(Ports.WORKER_UI)
                                .build())
                // A day, since the process starts only when a master leads, and is not to blame if none does.
                .withStartupProbe(httpProbe("/json/", Ports.WORKER_UI, 1, 86_400))
                .withReadinessProbe(httpProbe("/json/", Ports.WORKER_UI, 5, 2))
                .withLivenessProbe(httpProbe("/json/", Ports.WORKER_UI, 15, 4))
                .withResources(PodParts.resources(
                        Quantity.parse(workers.cores() * CPU_MILLIS_PER_CORE + "m"),
                        memory.times(EXECUTOR_OVERHEAD).plus(DAEMON_MEBIBYTES),
                        Memory.NONE,
                        workers.resources()))
                .withLifecycle(draining(cluster))
                .build();
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(names.labels(WORKER))
                .addToAnnotations("hearth.dev/settings", settings.workerFingerprint())
                .endMetadata()
                .withSpec(PodParts.pod(cluster)
                        .withContainers(container)
                        .withTerminationGracePeriodSeconds(workers.drainSeconds() + STOPPING_SECONDS)
                        .build())
                .build();
    }

    /** In the pod itself, so that a worker drains whoever deletes the pod: a person, a node's drain, a controller. */
    private static @Nullable Lifecycle draining(SparkCluster cluster) {
        var spec = cluster.specOrDefaults();
        var seconds = spec.workers().drainSeconds();
        // A worker that does not know the signal would die of it.
        var understands = !"false".equals(spec.sparkConf().get(SparkSettings.DECOMMISSION));
        return seconds == 0 || !understands
                ? null
                : new LifecycleBuilder()
                        .withNewPreStop()
                        .withNewExec()
                        .withCommand(PodParts.script(
                                "drain-worker.sh",
                                String.valueOf(seconds),
                                Names.of(cluster).master()))
                        .endExec()
                        .endPreStop()
                        .build();
    }

    private static List<EnvVar> environment(SparkCluster cluster) {
        return List.of(
                variable("SPARK_DAEMON_MEMORY", DAEMON_HEAP.spark()),
                variable("SPARK_WORKER_OPTS", DaemonOptions.of(cluster).text()));
    }
}
