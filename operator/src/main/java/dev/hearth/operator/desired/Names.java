package dev.hearth.operator.desired;

import dev.hearth.api.Component;
import dev.hearth.api.Labels;
import dev.hearth.api.Ports;
import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The names, labels and ports of a cluster's objects: a contract with people's scripts. */
public record Names(String namespace, String cluster) {
    /** Where the operator, and later the gateway, run. */
    public static final String SYSTEM_NAMESPACE = "hearth-system";

    public static Names of(SparkCluster cluster) {
        return new Names(
                cluster.getMetadata().getNamespace(), cluster.getMetadata().getName());
    }

    /** The StatefulSet of the masters, their disruption budget, and the Service that leads to the one that leads. */
    public String master() {
        return cluster + "-master";
    }

    /** The pod of one master, and the Service whose address that master advertises. */
    public String master(int ordinal) {
        return master() + "-" + ordinal;
    }

    /** The pods of so many masters, in their order. */
    public List<String> masters(int count) {
        return IntStream.range(0, count).mapToObj(this::master).toList();
    }

    /** The Deployment of the workers and their PodDisruptionBudget. */
    public String worker() {
        return cluster + "-worker";
    }

    /** The history server's Deployment, and the claim of the event logs that it shows. */
    public String history() {
        return cluster + "-history";
    }

    /** The Secret that holds spark-defaults.conf and the cluster's authentication secret. */
    public String configuration() {
        return cluster + "-conf";
    }

    /** The ConfigMap with the plug-in by which masters remember. */
    public String memory() {
        return cluster + "-recovery";
    }

    /** One of the Secrets that hold what masters remember. */
    public String memory(int shard) {
        return memory() + "-" + shard;
    }

    public String serviceAccount() {
        return cluster + "-spark";
    }

    public String networkPolicy() {
        return cluster + "-spark";
    }

    /** The address of the master for applications in the cluster's namespace. */
    public String masterUrl() {
        return "spark://" + master() + ":" + Ports.MASTER;
    }

    /**
     * The labels by which Services, policies and controllers find the pods of one part of the cluster: all that they have,
     * since other tools call their Spark pods spark, too.
     */
    public Map<String, String> selector(Component component) {
        return labels(component);
    }

    /** The labels that every pod of the cluster carries, whatever its part. */
    public Map<String, String> podSelector() {
        return labels();
    }

    public Map<String, String> labels(Component component) {
        return Map.of(
                Labels.NAME,
                Labels.SPARK,
                Labels.INSTANCE,
                cluster,
                Labels.COMPONENT,
                component.label(),
                Labels.MANAGED_BY,
                Labels.HEARTH);
    }

    /** The labels of objects that belong to the cluster as a whole. */
    public Map<String, String> labels() {
        return Map.of(Labels.NAME, Labels.SPARK, Labels.INSTANCE, cluster, Labels.MANAGED_BY, Labels.HEARTH);
    }

    /** Makes Kubernetes delete a child with its cluster; empty for a cluster that no API server has stored. */
    static List<OwnerReference> owners(SparkCluster cluster) {
        if (cluster.getMetadata().getUid() == null) {
            return List.of();
        }
        return List.of(new OwnerReferenceBuilder()
                .withApiVersion(SparkCluster.GROUP + "/" + SparkCluster.VERSION)
                .withKind("SparkCluster")
                .withName(cluster.getMetadata().getName())
                .withUid(cluster.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build());
    }
}
