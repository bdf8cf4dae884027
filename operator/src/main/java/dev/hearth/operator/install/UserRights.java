package dev.hearth.operator.install;

import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;

/** Who may admin, edit or view a namespace by Kubernetes' own roles may do the same with the clusters in it. */
final class UserRights {
    private static final String AGGREGATE_TO = OperatorRights.RBAC + "/aggregate-to-";

    private UserRights() {}

    static List<HasMetadata> all() {
        return List.of(edit(), view());
    }

    private static ClusterRole edit() {
        return role(
                "hearth-sparkclusters-edit",
                List.of("admin", "edit"),
                List.of(
                        OperatorRights.rule(
                                SparkCluster.GROUP,
                                "sparkclusters",
                                "get",
                                "list",
                                "watch",
                                "create",
                                "update",
                                "patch",
                                "delete",
                                "deletecollection"),
                        OperatorRights.rule(SparkCluster.GROUP, "sparkclusters/scale", "get", "update", "patch"),
                        OperatorRights.rule(SparkCluster.GROUP, "sparkclusters/status", "get")));
    }

    private static ClusterRole view() {
        return role(
                "hearth-sparkclusters-view",
                List.of("view"),
                List.of(
                        OperatorRights.rule(SparkCluster.GROUP, "sparkclusters", "get", "list", "watch"),
                        OperatorRights.rule(SparkCluster.GROUP, "sparkclusters/scale", "get"),
                        OperatorRights.rule(SparkCluster.GROUP, "sparkclusters/status", "get")));
    }

    private static ClusterRole role(String name, List<String> aggregateTo, List<PolicyRule> rules) {
        var metadata = new ObjectMetaBuilder().withName(name).withLabels(OperatorManifests.LABELS);
        aggregateTo.forEach(role -> metadata.addToLabels(AGGREGATE_TO + role, "true"));
        return new ClusterRoleBuilder()
                .withMetadata(metadata.build())
                .withRules(rules)
                .build();
    }
}
