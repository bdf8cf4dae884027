package dev.hearth.operator.install;

import dev.hearth.api.SparkCluster;
import dev.hearth.operator.OperatorConfig;
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

/** The least the operator needs: its clusters' objects where it may act, and its lease if it has to share. */
final class OperatorRights {
    static final String RBAC = "rbac.authorization.k8s.io";

    private OperatorRights() {}

    static List<HasMetadata> of(OperatorInstallation installation) {
        var objects = new ArrayList<HasMetadata>();
        if (installation.namespaces().isEmpty()) {
            objects.add(new ClusterRoleBuilder()
                    .withMetadata(new ObjectMetaBuilder(OperatorManifests.metadata())
                            .withNamespace(null)
                            .build())
                    .withRules(clusterRules())
                    .addToRules(rule("storage.k8s.io", "storageclasses", "list", "watch"))
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
        if (installation.electsALeader()) {
            objects.addAll(role(Names.SYSTEM_NAMESPACE, OperatorManifests.NAME + "-lease", leaseRules()));
        }
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

    /**
     * A server-side apply that makes an object needs create besides patch, and get tells whether a name is somebody else's.
     * What goes with its cluster is deleted by Kubernetes itself; the operator deletes only what a spec stops asking for.
     */
    static List<PolicyRule> clusterRules() {
        return List.of(
                rule(SparkCluster.GROUP, "sparkclusters", "list", "watch"),
                rule(SparkCluster.GROUP, "sparkclusters/status", "patch"),
                // Owner references with blockOwnerDeletion need it where OwnerReferencesPermissionEnforcement is on.
                rule(SparkCluster.GROUP, "sparkclusters/finalizers", "update"),
                rule("", "secrets", "get", "list", "watch", "create", "patch"),
                rule("", "services", "get", "list", "watch", "create", "patch", "delete"),
                rule("", "serviceaccounts", "get", "list", "watch", "create", "patch", "delete"),
                // Some only to be able to give masters the same: see RecoveryObjects.
                rule("", "pods", "get", "list", "watch", "patch", "delete"),
                rule("", "configmaps", "get", "list", "watch", "create", "patch"),
                rule("coordination.k8s.io", "leases", "get", "list", "watch", "create", "patch"),
                rule(RBAC, "roles", "get", "list", "watch", "create", "patch"),
                rule(RBAC, "rolebindings", "get", "list", "watch", "create", "patch"),
                rule("", "pods/eviction", "create"),
                rule("", "events", "list", "create"),
                rule("apps", "statefulsets", "get", "list", "watch", "create", "patch"),
                rule("", "persistentvolumeclaims", "get", "list", "watch", "create", "patch"),
                rule("apps", "deployments", "get", "list", "watch", "create", "patch", "delete"),
                rule("networking.k8s.io", "networkpolicies", "get", "list", "watch", "create", "patch", "delete"),
                rule("policy", "poddisruptionbudgets", "get", "list", "watch", "create", "patch", "delete"));
    }

    /** A request to create names no object yet. The operator SDK insists on update, which it does not use. */
    static List<PolicyRule> leaseRules() {
        return List.of(
                rule("coordination.k8s.io", "leases", "create"),
                new PolicyRuleBuilder(rule("coordination.k8s.io", "leases", "get", "patch", "update"))
                        .withResourceNames(OperatorConfig.LEASE)
                        .build());
    }

    static PolicyRule rule(String group, String resource, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withVerbs(verbs)
                .build();
    }
}
