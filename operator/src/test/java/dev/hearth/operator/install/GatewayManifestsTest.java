package dev.hearth.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GatewayManifestsTest {
    private static List<HasMetadata> manifests(String... namespaces) {
        return GatewayManifests.of(new OperatorInstallation(
                "image", List.of(namespaces), 1, List.of(), new GatewayOptions(2, "/spark", false, Optional.empty())));
    }

    @Test
    void theGatewayMayDoExactlyThis() {
        assertThat(rights(manifests()))
                .containsExactlyInAnyOrder(
                        "hearth-gateway-reviews: tokenreviews: create",
                        "hearth-gateway-reviews: subjectaccessreviews: create",
                        "hearth-gateway: sparkclusters: get list watch patch",
                        "hearth-gateway: pods: list watch",
                        "hearth-gateway: events: list",
                        "hearth-gateway-session: secrets hearth-gateway: get update",
                        "hearth-gateway-access: services/proxy hearth-gateway hearth-gateway:http http:hearth-gateway:"
                                + " http:hearth-gateway:http: get create");
    }

    @Test
    void confinedToNamespacesItSeesNoOther() {
        assertThat(manifests("a", "b"))
                .filteredOn(object -> object.getMetadata().getName().equals("hearth-gateway"))
                .filteredOn(Role.class::isInstance)
                .extracting(object -> object.getMetadata().getNamespace())
                .containsExactly("a", "b");
        assertThat(manifests("a", "b"))
                .filteredOn(ClusterRole.class::isInstance)
                .extracting(object -> object.getMetadata().getName())
                .containsExactly("hearth-gateway-reviews");
    }

    @Test
    void anUpdateLeavesTheKeyOfSessionsAlone() {
        assertThat(manifests())
                .filteredOn(Secret.class::isInstance)
                .singleElement()
                .satisfies(secret -> assertThat(((Secret) secret).getData()).isNullOrEmpty());
    }

    @Test
    void noReplicaGoesBeforeItsSuccessorAnswers() {
        var spec = manifests().stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .findFirst()
                .orElseThrow()
                .getSpec();
        assertThat(spec.getReplicas()).isEqualTo(2);
        assertThat(spec.getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal())
                .isZero();
        assertThat(spec.getTemplate().getSpec().getContainers().getFirst().getEnv())
                .anySatisfy(variable -> {
                    assertThat(variable.getName()).isEqualTo("HEARTH_BASE_PATH");
                    assertThat(variable.getValue()).isEqualTo("/spark");
                });
    }

    private static List<String> rights(List<HasMetadata> manifests) {
        return manifests.stream()
                .flatMap(object -> switch (object) {
                    case Role role -> words(object, role.getRules());
                    case ClusterRole role -> words(object, role.getRules());
                    default -> Stream.<String>empty();
                })
                .toList();
    }

    private static Stream<String> words(HasMetadata role, List<PolicyRule> rules) {
        return rules.stream()
                .map(rule -> role.getMetadata().getName() + ": "
                        + Stream.concat(rule.getResources().stream(), rule.getResourceNames().stream())
                                .collect(Collectors.joining(" "))
                        + ": " + String.join(" ", rule.getVerbs()));
    }
}
