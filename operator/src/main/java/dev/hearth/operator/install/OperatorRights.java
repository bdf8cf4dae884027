package dev.hearth.operator.install;

import dev.hearth.api.SparkCluster;
import dev.hearth.operator.desired.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.ArrayList;
import java.util.List;

/** The least the operator needs: its clusters' objects where it may act, and its lease where it runs. */
final class OperatorRights {
    private static final String RBAC = "rbac.authorization.k8s.io";

    private OperatorRights() {}

    static List<HasMetadata> of(OperatorInstallation installation) {
        var objects = new ArrayList<HasMetadata>();
        if (installation.namespaces().isEmpty()) {
            objects.add(new ClusterRoleBuilder()
                    .withMetadata(new ObjectMetaBuilder(OperatorManifests.metadata())
                            .withNamespace(null)
                            .build())
                    .withRules(clusterRules())
                    .build());
            objects.add(new ClusterRoleBindingBuilder()
                    .withMetadata(new ObjectMetaBuilder(OperatorManifests.metadata())
                            .withNamespace(null)
                            .build())
                    .withNewRoleRef(RBAC, "ClusterRole", OperatorManifests.NAME)
                    .addNewSubject(null, "ServiceAccount", OperatorManifests.NAME, Names.SYSTEM_NAMESPACE)
                    .build());
        }
        installation
                .namespaces()
                .forEach(namespace -> objects.addAll(role(namespace, OperatorManifests.NAME, clusterRules())));
        objects.addAll(role(Names.SYSTEM_NAMESPACE, OperatorManifests.NAME + "-lease", leaseRules()));
        return objects;
    }

    private static List<HasMetadata> role(String namespace, String name, List<PolicyRule> rules) {
        var metadata = new ObjectMetaBuilder(OperatorManifests.metadata())
                .withName(name)
                .withNamespace(namespace)
                .build();
        return List.of(
                new RoleBuilder().withMetadata(metadata).withRules(rules).build(),
                new RoleBindingBuilder()
                        .withMetadata(metadata)
                        .withNewRoleRef(RBAC, "Role", name)
                        .addNewSubject(null, "ServiceAccount", OperatorManifests.NAME, Names.SYSTEM_NAMESPACE)
                        .build());
    }

    private static List<PolicyRule> clusterRules() {
        var keep = List.of("get", "list", "watch", "create", "patch", "delete");
        return List.of(
                rule(SparkCluster.GROUP, List.of("sparkclusters"), List.of("get", "list", "watch")),
                rule(SparkCluster.GROUP, List.of("sparkclusters/status"), List.of("get", "patch")),
                // Owner references with blockOwnerDeletion need it where OwnerReferencesPermissionEnforcement is on.
                rule(SparkCluster.GROUP, List.of("sparkclusters/finalizers"), List.of("update")),
                rule("", List.of("services", "secrets", "serviceaccounts"), keep),
                rule("", List.of("pods"), List.of("get", "list", "watch", "delete")),
                rule("", List.of("events"), List.of("create", "list")),
                rule("apps", List.of("statefulsets", "deployments"), keep),
                rule("networking.k8s.io", List.of("networkpolicies"), keep),
                rule("policy", List.of("poddisruptionbudgets"), keep));
    }

    private static List<PolicyRule> leaseRules() {
        return List.of(rule("coordination.k8s.io", List.of("leases"), List.of("get", "create", "update", "patch")));
    }

    private static PolicyRule rule(String group, List<String> resources, List<String> verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resources)
                .withVerbs(verbs)
                .build();
    }
}
