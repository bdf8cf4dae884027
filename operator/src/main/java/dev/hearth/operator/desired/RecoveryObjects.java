package dev.hearth.operator.desired;

import dev.hearth.api.Component;
import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What masters remember by: the plug-in that runs in them, the Lease of their election, the Secrets of their memory, and
 * the right to write to these and to nothing else. The operator makes the objects, so that no master needs the right to
 * make any, and never touches what masters write into them.
 */
final class RecoveryObjects {
    /** About a thousand applications; each Secret is written as a whole, which small ones keep cheap. */
    private static final int SHARDS = 4;

    /**
     * How long standbys wait for a leader of which nobody knows whether it has ended. A leader that ends gives it back, and
     * the kubelet tells of one that could not.
     */
    private static final int LEASE_SECONDS = 15;

    /** A single master renews every sixth of it, and only its own successor waits: fewer writes are worth more. */
    private static final int LEASE_SECONDS_WITHOUT_STANDBY = 60;

    private static final String JAR = "hearth-recovery.jar";
    private static final String FOLDER = "/opt/hearth/recovery";
    private static final String VOLUME = "recovery";
    private static final String RBAC = "rbac.authorization.k8s.io";

    /** The same for all clusters, and asked for at every turn. */
    private static final String ENCODED_JAR = encodedJar();

    private RecoveryObjects() {}

    /** Whether masters remember in our way; a spec may name another way of Spark's own. */
    static boolean wanted(SparkCluster cluster) {
        return !cluster.specOrDefaults().sparkConf().containsKey("spark.deploy.recoveryMode");
    }

    static List<HasMetadata> of(SparkCluster cluster) {
        var names = Names.of(cluster);
        var objects = new ArrayList<HasMetadata>();
        objects.add(plugIn(cluster));
        objects.add(new LeaseBuilder()
                .withMetadata(DesiredState.metadata(cluster, names.master(), names.labels(Component.MASTER)))
                .build());
        memory(names).stream()
                .map(name -> new SecretBuilder()
                        .withMetadata(DesiredState.metadata(cluster, name, names.labels(Component.MASTER)))
                        .withType("Opaque")
                        .build())
                .forEach(objects::add);
        if (cluster.specOrDefaults().serviceAccount() == null) {
            objects.add(new ServiceAccountBuilder()
                    .withMetadata(DesiredState.metadata(cluster, names.master(), names.labels(Component.MASTER)))
                    .withAutomountServiceAccountToken(false)
                    .build());
        }
        objects.addAll(rights(cluster));
        return List.copyOf(objects);
    }

    private static ConfigMap plugIn(SparkCluster cluster) {
        var names = Names.of(cluster);
        return new ConfigMapBuilder()
                .withMetadata(DesiredState.metadata(cluster, names.memory(), names.labels(Component.MASTER)))
                .addToBinaryData(JAR, ENCODED_JAR)
                .build();
    }

    private static List<HasMetadata> rights(SparkCluster cluster) {
        var names = Names.of(cluster);
        var metadata = DesiredState.metadata(cluster, names.master(), names.labels(Component.MASTER));
        return List.of(
                new RoleBuilder()
                        .withMetadata(metadata)
                        .withRules(
                                rule("", "secrets", memory(names), "get", "patch"),
                                rule("coordination.k8s.io", "leases", List.of(names.master()), "get", "patch"),
                                pods(cluster))
                        .build(),
                new RoleBindingBuilder()
                        .withMetadata(metadata)
                        .withNewRoleRef(RBAC, "Role", names.master())
                        .addNewSubject(null, "ServiceAccount", serviceAccount(cluster), names.namespace())
                        .build());
    }

    /** For the kubelet's word that another master has ended, and for the label that says who leads. */
    private static PolicyRule pods(SparkCluster cluster) {
        var masters = MasterObjects.pods(cluster);
        return MasterObjects.areSeveral(cluster)
                ? rule("", "pods", masters, "get", "patch")
                : rule("", "pods", masters, "get");
    }

    private static List<String> memory(Names names) {
        return IntStream.range(0, SHARDS).mapToObj(names::memory).toList();
    }

    private static PolicyRule rule(String group, String resource, List<String> names, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withResourceNames(names)
                .withVerbs(verbs)
                .build();
    }

    /** The spec's own account may be needed for what it brings, such as access to a registry or a cloud. */
    private static String serviceAccount(SparkCluster cluster) {
        return Objects.requireNonNullElseGet(cluster.specOrDefaults().serviceAccount(), Names.of(cluster)::master);
    }

    static List<EnvVar> environment(SparkCluster cluster) {
        var names = Names.of(cluster);
        var several = MasterObjects.areSeveral(cluster);
        var seconds = several ? LEASE_SECONDS : LEASE_SECONDS_WITHOUT_STANDBY;
        var variables = new ArrayList<>(List.of(
                PodField.variable("HEARTH_POD_UID", "metadata.uid"),
                PodField.variable("HEARTH_NAMESPACE", "metadata.namespace"),
                PodParts.variable("HEARTH_CONTAINER", Component.MASTER.label()),
                PodParts.variable("HEARTH_LEASE", names.master()),
                PodParts.variable("HEARTH_LEASE_SECONDS", String.valueOf(seconds)),
                PodParts.variable("HEARTH_MEMORY", names.memory()),
                PodParts.variable("HEARTH_MEMORY_SHARDS", String.valueOf(SHARDS)),
                PodParts.variable("HEARTH_RECOVERY_JAR", FOLDER + "/" + JAR)));
        if (several) {
            variables.add(PodParts.variable("HEARTH_MASTERS", String.join(" ", MasterObjects.pods(cluster))));
        }
        return variables;
    }

    static void addTo(SparkCluster cluster, PodSpecBuilder pod, ContainerBuilder container) {
        pod.withServiceAccountName(serviceAccount(cluster))
                .withAutomountServiceAccountToken(true)
                .addToVolumes(volume(cluster));
        container.addToVolumeMounts(new VolumeMountBuilder()
                .withName(VOLUME)
                .withMountPath(FOLDER)
                .withReadOnly(true)
                .build());
    }

    private static Volume volume(SparkCluster cluster) {
        return new VolumeBuilder()
                .withName(VOLUME)
                .withNewConfigMap()
                .withName(Names.of(cluster).memory())
                .endConfigMap()
                .build();
    }

    private static String encodedJar() {
        try (var in = Objects.requireNonNull(RecoveryObjects.class.getResourceAsStream(JAR), JAR)) {
            return Base64.getEncoder().encodeToString(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
