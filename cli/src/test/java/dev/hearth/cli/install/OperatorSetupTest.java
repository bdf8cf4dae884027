package dev.hearth.cli.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.cli.FakeKubernetes;
import dev.hearth.cli.FakeKubernetes.Answer;
import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Patience;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.terminal.Step;
import dev.hearth.operator.install.GatewayOptions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorSetupTest {
    private static final Step SILENT = new Step() {
        @Override
        public void accept(String line) {}

        @Override
        public void done(String outcome) {}

        @Override
        public void close() {}
    };

    @TempDir
    private Path folder;

    @Test
    void anUpdateKeepsWhatSomebodyChose() {
        var wish = new OperatorSetup.Wish(
                Optional.empty(),
                List.of("a", "b"),
                2,
                List.of("registry"),
                new GatewayOptions(3, "/spark", true, Optional.empty()));
        assertThat(OperatorSetup.Wish.of(Operators.of(wish), wish.gateway())).isEqualTo(wish);
        var foreign = new OperatorSetup.Wish(
                Optional.of("registry.example.org/operator:1"), List.of(), 1, List.of(), GatewayOptions.USUAL);
        assertThat(OperatorSetup.Wish.of(Operators.of(foreign), foreign.gateway()))
                .isEqualTo(foreign);
    }

    @Test
    void onlyAnotherVersionOfOurOwnImageIsOutdated() {
        var current = Operators.of(OperatorSetup.Wish.OF_ONE_NODE);
        assertThat(OperatorSetup.isCurrent(current)).isTrue();
        assertThat(OperatorSetup.isCurrent(withImage(current, "registry.example.org/operator:1")))
                .isTrue();
        assertThat(OperatorSetup.isCurrent(withImage(current, "docker.io/hearth/operator:0.0.1")))
                .isFalse();
    }

    private static Deployment withImage(Deployment deployment, String image) {
        return new DeploymentBuilder(deployment)
                .editSpec()
                .editTemplate()
                .editSpec()
                .editFirstContainer()
                .withImage(image)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    @Test
    void waitsForAnOperatorThatIsUnavailableForAMoment() {
        try (var kubernetes = FakeKubernetes.in(folder)) {
            var usual = OperatorSetup.Wish.OF_ONE_NODE;
            kubernetes
                    .answers("GET /apis/hearth.dev/v1", "{\"resources\":[]}")
                    .answers("GET /api/v1/namespaces/hearth-system/pods", "{\"items\":[]}")
                    .answers(
                            Operators.GET,
                            new Answer(200, Operators.json(usual, 0)),
                            new Answer(503, FakeKubernetes.status(503, "starting")),
                            new Answer(200, Operators.json(usual, 1)));
            try (var client = kubernetes.place().client()) {
                new OperatorSetup(client, kubernetes.place()).await(Patience.of(Duration.ofMinutes(1)), SILENT);
            }
            assertThat(kubernetes.writes()).isEmpty();
        }
    }

    @Test
    void removingEndsWithWhatHoldsIt() {
        try (var kubernetes = FakeKubernetes.in(folder)) {
            takesEverythingAway(kubernetes)
                    .answers(
                            "GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions/sparkclusters.hearth.dev",
                            "{\"metadata\":{\"finalizers\":[\"customresourcecleanup\"]}}")
                    .answers(
                            "GET /apis/hearth.dev/v1/sparkclusters",
                            "{\"items\":[{\"metadata\":{\"namespace\":\"work\",\"name\":\"demo\",\"finalizers\":[\"mine/x\"]}}]}")
                    .answers(
                            "GET /api/v1/namespaces/hearth-system",
                            "{\"status\":{\"conditions\":[{\"status\":\"True\",\"message\":\"pods. has 1 resource\"}]}}");
            try (var client = kubernetes.place().client()) {
                var setup = new OperatorSetup(client, kubernetes.place());
                assertThatExceptionOfType(Problem.class)
                        .isThrownBy(() -> setup.uninstall(Patience.of(Duration.ZERO), SILENT))
                        .withMessageContaining("until its clusters are gone: work/demo (held by mine/x)")
                        .withMessageContaining("namespace hearth-system is going: pods. has 1 resource")
                        .satisfies(problem -> assertThat(problem.exit()).isEqualTo(Exit.TIMED_OUT))
                        .satisfies(problem -> assertThat(problem.advice()).isPresent());
            }
        }
    }

    /** The definition outlives the list of its clusters by a moment. */
    @Test
    void removingIsNotDisturbedByADefinitionThatIsJustGoing() {
        try (var kubernetes = FakeKubernetes.in(folder)) {
            takesEverythingAway(kubernetes)
                    .answers(
                            "GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions/sparkclusters.hearth.dev",
                            new Answer(200, "{\"metadata\":{}}"),
                            FakeKubernetes.notFound())
                    .answers("GET /apis/hearth.dev/v1/sparkclusters", new Answer(404, "404 page not found"))
                    .answers("GET /api/v1/namespaces/hearth-system", FakeKubernetes.notFound());
            try (var client = kubernetes.place().client()) {
                var setup = new OperatorSetup(client, kubernetes.place());
                assertThat(setup.clusters()).isEmpty();
                setup.uninstall(Patience.of(Duration.ofMinutes(1)), SILENT);
            }
        }
    }

    private static FakeKubernetes takesEverythingAway(FakeKubernetes kubernetes) {
        for (var object : OperatorSetup.objects(OperatorSetup.Wish.OF_ONE_NODE)) {
            kubernetes.answers("DELETE " + path(object), "{}");
        }
        for (var kind : List.of("clusterrolebindings", "clusterroles", "rolebindings", "roles")) {
            kubernetes.answers("GET /apis/rbac.authorization.k8s.io/v1/" + kind, "{\"items\":[]}");
        }
        return kubernetes;
    }

    private static String path(HasMetadata object) {
        var group = object.getApiVersion().contains("/") ? "/apis/" : "/api/";
        var namespace = object.getMetadata().getNamespace();
        return group + object.getApiVersion() + (namespace == null ? "" : "/namespaces/" + namespace) + "/"
                + HasMetadata.getPlural(object.getClass()) + "/"
                + object.getMetadata().getName();
    }
}
