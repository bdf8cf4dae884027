package dev.hearth.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What several masters have that a single one has not. */
class StandbyMastersTest {
    private static final String ONE = "{}";
    private static final String THREE = "{masters: {replicas: 3}}";

    @Test
    void theServiceLeadsToTheLeaderOnly() {
        assertThat(service(ONE, "demo-master").orElseThrow().getSpec().getSelector())
                .doesNotContainKey("hearth.dev/leader");
        assertThat(service(THREE, "demo-master").orElseThrow().getSpec().getSelector())
                .containsEntry("hearth.dev/leader", "true");
    }

    @Test
    void everyMasterHasAnAddressOfItsOwn() {
        assertThat(service(ONE, "demo-master-1")).isEmpty();
        assertThat(service(THREE, "demo-master-2").orElseThrow().getSpec().getSelector())
                .containsEntry("statefulset.kubernetes.io/pod-name", "demo-master-2")
                .doesNotContainKey("hearth.dev/leader");
    }

    @Test
    void theyAreOnDifferentNodesWhereverThereAre() {
        assertThat(masters(ONE).getTopologySpreadConstraints()).isEmpty();
        assertThat(masters(THREE).getTopologySpreadConstraints())
                .singleElement()
                .returns("kubernetes.io/hostname", it -> it.getTopologyKey())
                .returns("DoNotSchedule", it -> it.getWhenUnsatisfiable())
                .returns("Honor", it -> it.getNodeTaintsPolicy())
                .returns("master", it -> it.getLabelSelector().getMatchLabels().get("app.kubernetes.io/component"));
    }

    @Test
    void oneOfThemMayBeAwayAtATime() {
        assertThat(budget(ONE)).isEmpty();
        assertThat(budget(THREE).orElseThrow().getSpec().getMaxUnavailable()).isEqualTo(new IntOrString(1));
    }

    @Test
    void aStandbyHasStartedAndIsReadyWithoutBeingElected() {
        assertThat(master(ONE).getStartupProbe().getExec()).isNotNull();
        assertThat(master(THREE).getStartupProbe().getHttpGet().getPath()).isEqualTo("/json/");
    }

    @Test
    void theyAreWaitedForLessLongThanASingleOne() {
        assertThat(variables(ONE)).containsEntry("HEARTH_LEASE_SECONDS", "60").doesNotContainKey("HEARTH_MASTERS");
        assertThat(variables(THREE))
                .containsEntry("HEARTH_LEASE_SECONDS", "15")
                .containsEntry("HEARTH_MASTERS", "demo-master-0 demo-master-1 demo-master-2");
    }

    @Test
    void theLeaderMayLabelTheMastersPodsAndNoOthers() {
        assertThat(all(THREE, Role.class).flatMap(role -> role.getRules().stream()))
                .filteredOn(rule -> rule.getResources().contains("pods"))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.getResourceNames())
                            .containsExactly("demo-master-0", "demo-master-1", "demo-master-2");
                    assertThat(rule.getVerbs()).containsExactly("get", "patch");
                });
    }

    @Test
    void workersDoNotCareHowManyThereAre() {
        assertThat(all(THREE, Deployment.class).findFirst().orElseThrow().getSpec())
                .isEqualTo(all(ONE, Deployment.class).findFirst().orElseThrow().getSpec());
    }

    private static Map<String, String> variables(String spec) {
        return master(spec).getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    private static Container master(String spec) {
        return masters(spec).getContainers().getFirst();
    }

    private static PodSpec masters(String spec) {
        return all(spec, StatefulSet.class)
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private static Optional<Service> service(String spec, String name) {
        return all(spec, Service.class)
                .filter(it -> it.getMetadata().getName().equals(name))
                .findFirst();
    }

    private static Optional<PodDisruptionBudget> budget(String spec) {
        return all(spec, PodDisruptionBudget.class)
                .filter(it -> it.getMetadata().getName().equals("demo-master"))
                .findFirst();
    }

    private static <T extends HasMetadata> Stream<T> all(String spec, Class<T> kind) {
        return DesiredState.of(Clusters.demo(spec), Surroundings.unknown("s3cret")).stream()
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
