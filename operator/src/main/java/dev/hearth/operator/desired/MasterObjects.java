package dev.hearth.operator.desired;

import static dev.hearth.api.Component.MASTER;
import static dev.hearth.operator.desired.PodParts.httpProbe;
import static dev.hearth.operator.desired.PodParts.variable;

import dev.hearth.api.History.AccessMode;
import dev.hearth.api.Labels;
import dev.hearth.api.Ports;
import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The masters: a StatefulSet, the Service that leads to the leader, one Service per master that never changes its address,
 * and, for several masters, a budget that lets one of them go at a time.
 */
final class MasterObjects {
    private static final String RECOVERY_FOLDER = PodParts.HOME + "/recovery";

    /** Threads, class metadata and code of an idle master, measured at about 170 MiB besides its heap. */
    private static final long OUTSIDE_HEAP_MEBIBYTES = 256;

    /** For a prompt that somebody opens in this pod ({@code kubectl exec ... -- pyspark}): a driver of 1g. */
    private static final Memory ROOM_FOR_A_PROMPT = new Memory(2048);

    private MasterObjects() {}

    static List<HasMetadata> of(
            SparkCluster cluster, SparkSettings settings, Optional<EventLogs> logs, Surroundings surroundings) {
        var objects = new ArrayList<HasMetadata>();
        objects.add(clientService(cluster));
        pods(cluster).stream().map(name -> addressService(cluster, name)).forEach(objects::add);
        if (areSeveral(cluster)) {
            objects.add(disruptionBudget(cluster));
        }
        objects.add(statefulSet(cluster, template(cluster, settings, sharedClaim(cluster, logs, surroundings))));
        return objects;
    }

    static boolean areSeveral(SparkCluster cluster) {
        return count(cluster) > 1;
    }

    /** The names of the masters' pods. */
    static List<String> pods(SparkCluster cluster) {
        return Names.of(cluster).masters(count(cluster));
    }

    private static int count(SparkCluster cluster) {
        return cluster.specOrDefaults().masters().replicas();
    }

    /**
     * The Service that workers, drivers and people use. Among several masters the label tells who leads, which a leader puts
     * on its own pod; a standby is ready, too, and would silently ignore whoever registers.
     */
    private static Service clientService(SparkCluster cluster) {
        var names = Names.of(cluster);
        return new ServiceBuilder()
                .withMetadata(DesiredState.metadata(cluster, names.master(), names.labels(MASTER)))
                .withNewSpec()
                .withPublishNotReadyAddresses(true)
                .withSelector(names.selector(MASTER))
                .addToSelector(areSeveral(cluster) ? Map.of(Labels.LEADER, "true") : Map.of())
                .withPorts(ports())
                .endSpec()
                .build();
    }

    /**
     * The Service whose name a master advertises. It routes to the master before the master is ready, since a master
     * that recovers calls its workers, and they call back, before it takes new work.
     */
    private static Service addressService(SparkCluster cluster, String name) {
        var names = Names.of(cluster);
        return new ServiceBuilder()
                .withMetadata(DesiredState.metadata(cluster, name, names.labels(MASTER)))
                .withNewSpec()
                .withPublishNotReadyAddresses(true)
                .addToSelector(names.selector(MASTER))
                .addToSelector("statefulset.kubernetes.io/pod-name", name)
                .withPorts(ports())
                .endSpec()
                .build();
    }

    private static PodDisruptionBudget disruptionBudget(SparkCluster cluster) {
        return DesiredState.disruptionBudget(cluster, Names.of(cluster).master(), MASTER, new IntOrString(1));
    }

    private static List<ServicePort> ports() {
        return List.of(port("spark", Ports.MASTER), port("ui", Ports.MASTER_UI));
    }

    private static ServicePort port(String name, int port) {
        return new ServicePortBuilder()
                .withName(name)
                .withPort(port)
                .withNewTargetPort(port)
                .withProtocol("TCP")
                .build();
    }

    /** The claim of event logs, where masters may use it beside the history server wherever that runs. */
    private static Optional<String> sharedClaim(
            SparkCluster cluster, Optional<EventLogs> logs, Surroundings surroundings) {
        var mode = surroundings
                .historyClaim()
                .map(HistoryClaim::accessMode)
                .orElse(cluster.specOrDefaults().history().accessMode());
        return logs.filter(EventLogs::onClaim)
                .filter(kept -> mode == AccessMode.ReadWriteMany)
                .map(kept -> Names.of(cluster).history());
    }

    private static StatefulSet statefulSet(SparkCluster cluster, PodTemplateSpec template) {
        var names = Names.of(cluster);
        var spec = cluster.specOrDefaults();
        var merged = PodTemplateMerge.merge(template, spec.masters().template());
        return new StatefulSetBuilder()
                .withMetadata(DesiredState.metadata(cluster, names.master(), names.labels(MASTER)))
                .editMetadata()
                .addToAnnotations(Marks.of(spec.sparkVersion(), merged))
                .endMetadata()
                .withNewSpec()
                .withReplicas(spec.suspend() ? 0 : count(cluster))
                .withServiceName(names.master())
                .withPodManagementPolicy("Parallel")
                .withNewSelector()
                .withMatchLabels(names.selector(MASTER))
                .endSelector()
                .withTemplate(merged)
                .endSpec()
                .build();
    }

    private static PodTemplateSpec template(
            SparkCluster cluster, SparkSettings settings, Optional<String> eventLogClaim) {
        var names = Names.of(cluster);
        var masters = cluster.specOrDefaults().masters();
        var container = PodParts.container(cluster, MASTER, environment(cluster))
                // Only a script can ask for the pod's own name, which is the name to advertise.
                .withCommand(PodParts.script("start-master.sh", "$(HEARTH_POD_NAME)", EventLogs.MOUNT_PATH))
                .withPorts(
                        new ContainerPortBuilder()
                                .withName("spark")
                                .withContainerPort(Ports.MASTER)
                                .build(),
                        new ContainerPortBuilder()
                                .withName("ui")
                                .withContainerPort(Ports.MASTER_UI)
                                .build())
                .withStartupProbe(startup(cluster))
                .withReadinessProbe(httpProbe("/json/", Ports.MASTER_UI, 5, 2))
                .withLivenessProbe(httpProbe("/json/", Ports.MASTER_UI, 15, 4))
                .withResources(PodParts.resources(
                        Quantity.parse(masters.cores()),
                        Memory.parse(masters.memory()).plus(OUTSIDE_HEAP_MEBIBYTES),
                        ROOM_FOR_A_PROMPT,
                        masters.resources()));
        var pod = PodParts.pod(cluster).withTerminationGracePeriodSeconds(10L);
        if (RecoveryObjects.wanted(cluster)) {
            RecoveryObjects.addTo(cluster, pod, container);
        }
        if (areSeveral(cluster)) {
            pod.withTopologySpreadConstraints(onDifferentNodes(names));
        }
        eventLogClaim.ifPresent(claim -> {
            container.addToVolumeMounts(EventLogs.mount());
            pod.addToVolumes(EventLogs.volume(claim));
        });
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(names.labels(MASTER))
                .addToAnnotations("hearth.dev/settings", settings.masterFingerprint())
                .endMetadata()
                .withSpec(pod.withContainers(container.build()).build())
                .build();
    }

    /**
     * For certain, and not only if it is convenient. Where there are fewer nodes than masters, nodes take more of them; those
     * that may take none, such as a cordoned one, do not count.
     */
    private static TopologySpreadConstraint onDifferentNodes(Names names) {
        return new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey("kubernetes.io/hostname")
                .withWhenUnsatisfiable("DoNotSchedule")
                .withNodeTaintsPolicy("Honor")
                .withNewLabelSelector()
                .withMatchLabels(names.selector(MASTER))
                .endLabelSelector()
                .build();
    }

    private static List<EnvVar> environment(SparkCluster cluster) {
        var variables = new ArrayList<>(List.of(
                PodField.variable("HEARTH_POD_NAME", "metadata.name"),
                variable("SPARK_RECOVERY_DIR", RECOVERY_FOLDER),
                variable(
                        "SPARK_DAEMON_MEMORY",
                        Memory.parse(cluster.specOrDefaults().masters().memory())
                                .spark()),
                variable(
                        "SPARK_MASTER_OPTS",
                        DaemonOptions.of(cluster)
                                // For who chooses Spark's own way; the volume lives as long as the pod.
                                .unlessSet("spark.deploy.recoveryDirectory", RECOVERY_FOLDER)
                                // A worker that died with the master keeps all others waiting for so long.
                                .unlessSet("spark.deploy.recoveryTimeout", "10")
                                .text())));
        if (RecoveryObjects.wanted(cluster)) {
            variables.addAll(RecoveryObjects.environment(cluster));
        }
        return variables;
    }

    /**
     * A single master has started when it is elected; a standby may never be. A master that loses that again ends (Spark's Master.scala). Only the page of submissions says
     * so, and only inside the pod, where it listens.
     */
    private static Probe startup(SparkCluster cluster) {
        var spec = cluster.specOrDefaults();
        var ofUser = spec.sparkConf().keySet().stream().anyMatch(key -> key.startsWith("spark.master.rest."));
        return SparkVersion.of(spec).masterAnswersReadyz() && !ofUser && !areSeveral(cluster)
                ? PodParts.awaitLocalHttp("/v1/submissions/readyz", Ports.MASTER_REST)
                : httpProbe("/json/", Ports.MASTER_UI, 1, 600);
    }
}
