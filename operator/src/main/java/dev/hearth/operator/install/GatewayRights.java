package dev.hearth.operator.install;

import static dev.hearth.operator.install.OperatorRights.RBAC;
import static dev.hearth.operator.install.OperatorRights.rule;

import dev.hearth.api.SparkCluster;
import dev.hearth.operator.desired.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * The least the gateway needs: to see clusters and their pods, to ask whose a token is and what its owner may do, and to
 * scale or suspend a cluster for who may do so.
 */
final class GatewayRights {
    private static final String NAME = GatewayManifests.NAME;

    private GatewayRights() {}

    static List<HasMetadata> of(OperatorInstallation installation) {
        var objects = new ArrayList<HasMetadata>();
        objects.addAll(clusterRole(NAME + "-reviews", reviews()));
        if (installation.namespaces().isEmpty()) {
            objects.addAll(clusterRole(NAME, clusters()));
        }
        installation.namespaces().forEach(namespace -> objects.addAll(role(namespace, NAME, clusters(), account())));
        objects.addAll(role(Names.SYSTEM_NAMESPACE, NAME + "-session", session(), account()));
        objects.addAll(role(Names.SYSTEM_NAMESPACE, NAME + "-access", access(), everybody()));
        return objects;
    }

    private static List<PolicyRule> reviews() {
        return List.of(
                rule("authentication.k8s.io", "tokenreviews", "create"),
                rule("authorization.k8s.io", "subjectaccessreviews", "create"));
    }

    private static List<PolicyRule> clusters() {
        return List.of(
                rule(SparkCluster.GROUP, "sparkclusters", "get", "list", "watch", "patch"),
                rule("", "pods", "list", "watch"),
                rule("", "events", "list"));
    }

    private static List<PolicyRule> session() {
        return List.of(new PolicyRuleBuilder(rule("", "secrets", "get", "update"))
                .withResourceNames(NAME)
                .build());
    }

    /** The gateway asks everybody who they are, so everybody may come to its door through the API server. */
    private static List<PolicyRule> access() {
        return List.of(new PolicyRuleBuilder(rule("", "services/proxy", "get", "create"))
                .withResourceNames(NAME, NAME + ":http", "http:" + NAME + ":", "http:" + NAME + ":http")
                .build());
    }

    private static Subject account() {
        return new Subject(null, "ServiceAccount", NAME, Names.SYSTEM_NAMESPACE);
    }

    private static Subject everybody() {
        return new Subject(RBAC, "Group", "system:authenticated", null);
    }

    private static List<HasMetadata> clusterRole(String name, List<PolicyRule> rules) {
        var metadata = metadata(null, name);
        return List.of(
                new ClusterRoleBuilder().withMetadata(metadata).withRules(rules).build(),
                new ClusterRoleBindingBuilder()
                        .withMetadata(metadata)
                        .withNewRoleRef(RBAC, "ClusterRole", name)
                        .withSubjects(account())
                        .build());
    }

    private static List<HasMetadata> role(String namespace, String name, List<PolicyRule> rules, Subject subject) {
        var metadata = metadata(namespace, name);
        return List.of(
                new RoleBuilder().withMetadata(metadata).withRules(rules).build(),
                new RoleBindingBuilder()
                        .withMetadata(metadata)
                        .withNewRoleRef(RBAC, "Role", name)
                        .withSubjects(subject)
                        .build());
    }

    private static ObjectMeta metadata(@org.jspecify.annotations.Nullable String namespace, String name) {
        return new ObjectMetaBuilder(GatewayManifests.metadata())
                .withNamespace(namespace)
                .withName(name)
                .build();
    }
}
