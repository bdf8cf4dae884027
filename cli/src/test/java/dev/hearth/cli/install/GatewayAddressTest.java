package dev.hearth.cli.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.cli.FakeKubernetes;
import dev.hearth.cli.FakeKubernetes.Answer;
import dev.hearth.cli.kube.EmbeddedPlaces;
import dev.hearth.cli.kube.Place;
import dev.hearth.gateway.route.ClusterKey;
import dev.hearth.operator.install.GatewayOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayAddressTest {
    private static final String SERVICE = "GET /api/v1/namespaces/hearth-system/services/hearth-gateway";

    @TempDir
    private Path folder;

    private FakeKubernetes kubernetes;

    @BeforeEach
    void start() {
        kubernetes = FakeKubernetes.in(folder).answers(SERVICE, "{\"spec\":{\"clusterIP\":\"10.96.1.2\"}}");
        gateway("", 1);
    }

    @AfterEach
    void stop() {
        kubernetes.close();
    }

    private void gateway(String basePath, int available) {
        gateway(basePath, 1, available);
    }

    private void gateway(String basePath, int replicas, int available) {
        var options = new GatewayOptions(replicas, basePath, false, Optional.empty());
        var wish = new OperatorSetup.Wish(Optional.empty(), List.of(), 1, List.of(), options);
        kubernetes.answers(Operators.GET_GATEWAY, Operators.gatewayJson(wish, available));
    }

    private static Optional<String> address(Place place) {
        try (var client = place.client()) {
            return new GatewayAddress(client, place).of(new ClusterKey("work", "demo"));
        }
    }

    @Test
    void theServicesOfOurOwnNodeCanBeReachedFromHere() {
        assertThat(address(EmbeddedPlaces.of(kubernetes, folder))).contains("http://10.96.1.2/work/demo/");
    }

    @Test
    void thoseOfAnotherKubernetesAreReachedThroughItsApi() {
        assertThat(address(kubernetes.place()))
                .contains("http://127.0.0.1:8001/api/v1/namespaces/hearth-system/services/hearth-gateway:http/proxy"
                        + "/work/demo/  (while `kubectl proxy` runs)");
    }

    @Test
    void everythingIsBelowThePathThatTheGatewayWasInstalledWith() {
        gateway("/spark", 1);
        assertThat(address(EmbeddedPlaces.of(kubernetes, folder))).contains("http://10.96.1.2/spark/work/demo/");
    }

    @Test
    void thereIsNoneWithoutAGatewayThatRunsOrTheRightToLookForIt() {
        gateway("", 0);
        assertThat(address(kubernetes.place())).isEmpty();
        gateway("", 0, 0);
        assertThat(address(kubernetes.place())).isEmpty();
        kubernetes.answers(Operators.GET_GATEWAY, FakeKubernetes.notFound());
        assertThat(address(kubernetes.place())).isEmpty();
        kubernetes.answers(Operators.GET_GATEWAY, new Answer(403, FakeKubernetes.status(403, "not for you")));
        assertThat(address(kubernetes.place())).isEmpty();
    }
}
