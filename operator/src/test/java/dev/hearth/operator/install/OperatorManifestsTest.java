package dev.hearth.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OperatorManifestsTest {
    @Test
    void theOperatorMayDoExactlyThis() {
        assertThat(find(manifests(1), ClusterRole.class, "hearth-operator").getRules())
                .extracting(OperatorManifestsTest::words)
                .containsExactly(
                        "hearth.dev sparkclusters: list watch",
                        "hearth.dev sparkclusters/status: patch",
                        "hearth.dev sparkclusters/finalizers: update",
                        "core secrets: get list watch create patch",
                        "core services: get list watch create patch delete",
                        "core serviceaccounts: get list watch create patch delete",
                        "core pods: get list watch patch delete",
                        "core configmaps: get list watch create patch",
                        "coordination.k8s.io leases: get list watch create patch",
                        "rbac.authorization.k8s.io roles: get list watch create patch",
                        "rbac.authorization.k8s.io rolebindings: get list watch create patch",
                        "core pods/eviction: create",
                        "core events: list create",
                        "apps statefulsets: get list watch create patch",
                        "core persistentvolumeclaims: get list watch create patch",
                        "apps deployments: get list watch create patch delete",
                        "networking.k8s.io networkpolicies: get list watch create patch delete",
                        "policy poddisruptionbudgets: get list watch create patch delete",
                        "storage.k8s.io storageclasses: list watch");
    }

    @Test
    void confinedToNamespacesItHasTheSameRightsThereAndNoneElsewhere() {
        var confined = OperatorManifests.of(
                new OperatorInstallation("image", List.of("a", "b"), 1, List.of(), GatewayOptions.USUAL));
        assertThat(confined)
                .filteredOn(Role.class::isInstance)
                .filteredOn(object -> object.getMetadata().getName().equals("hearth-operator"))
                .extracting(object -> object.getMetadata().getNamespace())
                .containsExactly("a", "b");
        assertThat(find(confined, Role.class, "hearth-operator").getRules()).isEqualTo(OperatorRights.clusterRules());
        assertThat(confined)
                .filteredOn(ClusterRole.class::isInstance)
                .extracting(object -> object.getMetadata().getName())
                .containsExactly("hearth-sparkclusters-edit", "hearth-sparkclusters-view", "hearth-gateway-reviews");
    }

    @Test
    void onlyReplicasThatShareMayTouchTheLeaseAndNoOtherOne() {
        assertThat(manifests(1))
                .noneMatch(object -> object.getMetadata().getName().equals("hearth-operator-lease"));
        assertThat(find(manifests(2), Role.class, "hearth-operator-lease").getRules())
                .extracting(OperatorManifestsTest::words)
                .containsExactly(
                        "coordination.k8s.io leases: create",
                        "coordination.k8s.io leases hearth-operator: get patch update");
    }

    @Test
    void rolesOfNamespacesReachTheClustersInThem() {
        var edit = find(manifests(1), ClusterRole.class, "hearth-sparkclusters-edit");
        assertThat(edit.getMetadata().getLabels())
                .containsEntry("rbac.authorization.k8s.io/aggregate-to-admin", "true")
                .containsEntry("rbac.authorization.k8s.io/aggregate-to-edit", "true")
                .doesNotContainKey("rbac.authorization.k8s.io/aggregate-to-view");
        assertThat(edit.getRules())
                .extracting(OperatorManifestsTest::words)
                .containsExactly(
                        "hearth.dev sparkclusters: get list watch create update patch delete deletecollection",
                        "hearth.dev sparkclusters/scale: get update patch",
                        "hearth.dev sparkclusters/status: get");
        var view = find(manifests(1), ClusterRole.class, "hearth-sparkclusters-view");
        assertThat(view.getMetadata().getLabels()).containsEntry("rbac.authorization.k8s.io/aggregate-to-view", "true");
        assertThat(view.getRules())
                .extracting(OperatorManifestsTest::words)
                .containsExactly(
                        "hearth.dev sparkclusters: get list watch",
                        "hearth.dev sparkclusters/scale: get",
                        "hearth.dev sparkclusters/status: get");
    }

    /** By these labels the CLI finds and removes what an installation made. */
    @Test
    void everyRightCarriesTheLabelsOfTheInstallation() {
        assertThat(manifests(2))
                .filteredOn(object -> object.getApiVersion().startsWith("rbac."))
                .hasSize(14)
                .allSatisfy(object ->
                        assertThat(object.getMetadata().getLabels()).containsAllEntriesOf(OperatorManifests.OWN));
    }

    @Test
    void aSingleReplicaIsReplacedBeforeItsSuccessorActsAndTakesNoLease() {
        var spec = deployment(manifests(1)).getSpec();
        assertThat(spec.getStrategy().getType()).isEqualTo("Recreate");
        assertThat(environment(
                        spec.getTemplate().getSpec().getContainers().getFirst().getEnv()))
                .contains("HEARTH_LEADER_ELECTION=false");
        assertThat(spec.getTemplate().getSpec().getTopologySpreadConstraints()).isEmpty();
    }

    @Test
    void severalReplicasElectALeaderAndDoNotGoDownTogether() {
        var spec = deployment(manifests(2)).getSpec();
        assertThat(spec.getStrategy().getType()).isEqualTo("RollingUpdate");
        assertThat(environment(
                        spec.getTemplate().getSpec().getContainers().getFirst().getEnv()))
                .contains("HEARTH_LEADER_ELECTION=true");
        assertThat(spec.getTemplate().getSpec().getTopologySpreadConstraints())
                .extracting("topologyKey", "whenUnsatisfiable")
                .singleElement()
                .hasToString("(\"kubernetes.io/hostname\", \"ScheduleAnyway\")");
        assertThat(manifests(2))
                .filteredOn(PodDisruptionBudget.class::isInstance)
                .filteredOn(object -> object.getMetadata().getName().equals("hearth-operator"))
                .singleElement()
                .satisfies(budget -> assertThat(((PodDisruptionBudget) budget)
                                .getSpec()
                                .getMaxUnavailable()
                                .getIntVal())
                        .isEqualTo(1));
    }

    private static List<HasMetadata> manifests(int replicas) {
        return OperatorManifests.of(
                new OperatorInstallation("image", List.of(), replicas, List.of(), GatewayOptions.USUAL));
    }

    private static Deployment deployment(List<HasMetadata> manifests) {
        return find(manifests, Deployment.class, "hearth-operator");
    }

    private static <T extends HasMetadata> T find(List<HasMetadata> manifests, Class<T> kind, String name) {
        return manifests.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> environment(List<EnvVar> variables) {
        return variables.stream()
                .map(variable -> variable.getName() + "=" + variable.getValue())
                .toList();
    }

    private static String words(PolicyRule rule) {
        var group = rule.getApiGroups().getFirst();
        var subject = Stream.concat(rule.getResources().stream(), rule.getResourceNames().stream());
        return (group.isEmpty() ? "core" : group) + " " + String.join(" ", subject.toList()) + ": "
                + String.join(" ", rule.getVerbs());
    }
}
