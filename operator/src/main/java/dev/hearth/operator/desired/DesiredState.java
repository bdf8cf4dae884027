package dev.hearth.operator.desired;

import static dev.hearth.api.Component.WORKER;

import dev.hearth.api.Component;
import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The one function from a cluster to its Kubernetes objects: reconciling, rendering and tests all use it. */
public final class DesiredState {
    private DesiredState() {}

    /**
     * Every object that the cluster consists of, in the order in which they are best created.
     *
     * @param surroundings what they depend on besides the spec
     */
    public static List<HasMetadata> of(SparkCluster cluster, Surroundings surroundings) {
        var spec = cluster.specOrDefaults();
        var logs = EventLogs.of(cluster, surroundings);
        var settings = SparkSettings.of(cluster, surroundings.authenticationSecret(), logs);
        var objects = new ArrayList<HasMetadata>();
        if (spec.serviceAccount() == null) {
            objects.add(serviceAccount(cluster));
        }
        if (spec.network().policy()) {
            objects.add(NetworkAccessPolicy.of(cluster));
        }
        objects.add(configuration(cluster, settings, surroundings.authenticationSecret()));
        if (RecoveryObjects.wanted(cluster)) {
            objects.addAll(RecoveryObjects.of(cluster));
        }
        objects.addAll(MasterObjects.of(cluster, settings, logs, surroundings));
        objects.add(WorkerObjects.deployment(cluster, settings));
        // A quarter at most of the cluster's capacity; a budget for a single master would change nothing.
        objects.add(disruptionBudget(cluster, Names.of(cluster).worker(), WORKER, new IntOrString("25%")));
        logs.ifPresent(kept -> objects.addAll(HistoryObjects.of(cluster, settings, kept, surroundings)));
        return List.copyOf(objects);
    }

    private static ServiceAccount serviceAccount(SparkCluster cluster) {
        var names = Names.of(cluster);
        return new ServiceAccountBuilder()
                .withMetadata(metadata(cluster, names.serviceAccount(), names.labels()))
                .withAutomountServiceAccountToken(false)
                .build();
    }

    /** A Secret and not a ConfigMap, since settings commonly hold credentials and always hold the cluster's own. */
    private static Secret configuration(SparkCluster cluster, SparkSettings settings, String authenticationSecret) {
        var names = Names.of(cluster);
        return new SecretBuilder()
                .withMetadata(metadata(cluster, names.configuration(), names.labels()))
                .withType("Opaque")
                .withData(Map.of(
                        PodParts.DRIVER_LOG_FILE,
                        base64(PodParts.resource(PodParts.DRIVER_LOG_FILE)),
                        PodParts.DEFAULTS_FILE,
                        base64(settings.defaultsFile()),
                        AuthenticationSecret.KEY,
                        base64(authenticationSecret)))
                .build();
    }

    static PodDisruptionBudget disruptionBudget(
            SparkCluster cluster, String name, Component component, IntOrString mostAtOnce) {
        var names = Names.of(cluster);
        return new PodDisruptionBudgetBuilder()
                .withMetadata(metadata(cluster, name, names.labels(component)))
                .withNewSpec()
                .withMaxUnavailable(mostAtOnce)
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .withNewSelector()
                .withMatchLabels(names.selector(component))
                .endSelector()
                .endSpec()
                .build();
    }

    static ObjectMeta metadata(SparkCluster cluster, String name, Map<String, String> labels) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(cluster.getMetadata().getNamespace())
                .withLabels(labels)
                .withOwnerReferences(Names.owners(cluster))
                .build();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
