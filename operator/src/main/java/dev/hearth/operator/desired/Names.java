package dev.hearth.operator.desired;

import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;
import java.util.Map;

/** The names, labels and ports of a cluster's objects: a contract with people's scripts. */
public record Names(String namespace, String cluster) {
    public static final String NAME_LABEL = "app.kubernetes.io/name";
    public static final String INSTANCE_LABEL = "app.kubernetes.io/instance";
    public static final String COMPONENT_LABEL = "app.kubernetes.io/component";
    public static final String MANAGED_BY_LABEL = "app.kubernetes.io/managed-by";
    public static final String MANAGED_BY = "hearth";

    /** Where the operator, and later the gateway, run. */
    public static final String SYSTEM_NAMESPACE = "hearth-system";

    public static final int MASTER_PORT = 7077;
    public static final int MASTER_UI_PORT = 8080;
    public static final int MASTER_REST_PORT = 6066;
    public static final int WORKER_PORT = 7078;
    public static final int WORKER_UI_PORT = 8081;
    public static final int DRIVER_UI_PORT = 4040;

    /** The parts of a cluster, in the words of the component label; each is also its main container's name. */
    public enum Component {
        MASTER("master"),
        WORKER("worker"),
        DRIVER("driver");

        private final String label;

        Component(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public static Names of(SparkCluster cluster) {
        return new Names(
                cluster.getMetadata().getNamespace(), cluster.getMetadata().getName());
    }

    /** The StatefulSet of the masters, and the Service that clients use. */
    public String master() {
        return cluster + "-master";
    }

    /** The pod of one master, and the Service whose address that master advertises. */
    public String master(int ordinal) {
        return master() + "-" + ordinal;
    }

    /** The Deployment of the workers and their PodDisruptionBudget. */
    public String worker() {
        return cluster + "-worker";
    }

    /** The Secret that holds spark-defaults.conf and the cluster's authentication secret. */
    public String configuration() {
        return cluster + "-conf";
    }

    public String serviceAccount() {
        return cluster + "-spark";
    }

    public String networkPolicy() {
        return cluster + "-spark";
    }

    /** The address of the master for applications in the cluster's namespace. */
    public String masterUrl() {
        return "spark://" + master() + ":" + MASTER_PORT;
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
                NAME_LABEL,
                "spark",
                INSTANCE_LABEL,
                cluster,
                COMPONENT_LABEL,
                component.label(),
                MANAGED_BY_LABEL,
                MANAGED_BY);
    }

    /** The labels of objects that belong to the cluster as a whole. */
    public Map<String, String> labels() {
        return Map.of(NAME_LABEL, "spark", INSTANCE_LABEL, cluster, MANAGED_BY_LABEL, MANAGED_BY);
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
