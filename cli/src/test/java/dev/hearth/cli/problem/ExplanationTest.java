package dev.hearth.cli.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationTest {
    @Test
    void aProblemStaysAsItIs() {
        var problem = Problem.timedOut("too slow").advise("wait");
        assertThat(Explanation.of(problem)).isSameAs(problem);
    }

    @Test
    void anApiServerThatIsNotThereIsNamedAsSuch() {
        var refused = new UncheckedIOException(new ConnectException("Connection refused"));
        assertThat(Explanation.of(refused).message()).isEqualTo("cannot reach Kubernetes: Connection refused");
        var wrapped = new KubernetesClientException("failed", new IOException(new UnknownHostException("nowhere")));
        assertThat(Explanation.of(wrapped).message()).isEqualTo("cannot reach Kubernetes: no such host nowhere");
        assertThat(Explanation.of(wrapped).advice().orElseThrow()).contains("hearth doctor");
    }

    @Test
    void aMissingDefinitionSaysToInstall() {
        var problem = Explanation.ofStatus(404, "the server could not find the requested resource");
        assertThat(problem.advice()).contains("run: hearth install");
    }

    @Test
    void missingRightsAndCredentialsAreTwoThings() {
        assertThat(Explanation.ofStatus(403, "User x cannot create pods").message())
                .isEqualTo("Kubernetes does not let you do this: User x cannot create pods");
        assertThat(Explanation.ofStatus(401, "Unauthorized").message()).contains("credentials");
    }

    @Test
    void everyFaultOfAnObjectHasItsLine() {
        var problem = Explanation.ofStatus(
                422,
                "SparkCluster.hearth.dev \"x\" is invalid: [spec.workers.cores: Invalid value: 0: spec.workers.cores in body"
                        + " should be greater than or equal to 1, spec.workers.memory: Invalid value: \"string\": memory needs"
                        + " one of Spark's units m, g or t, for example 4g (not 4, 4G or 4Gi), <nil>: Invalid value: \"null\":"
                        + " some validation rules were not checked because the object was invalid]");
        assertThat(problem.message()).isEqualTo("""
                cluster x is not valid:
                       - spec.workers.cores: is 0 and should be greater than or equal to 1
                       - spec.workers.memory: memory needs one of Spark's units m, g or t, for example 4g (not 4, 4G or 4Gi)""");
        assertThat(problem.exit()).isEqualTo(Exit.FAILED);
    }

    @Test
    void aFieldThatDoesNotExistIsNamed() {
        var problem = Explanation.ofStatus(
                500,
                "failed to create typed patch object (d/x; hearth.dev/v1, Kind=SparkCluster): .spec.wrokers: field not"
                        + " declared in schema");
        assertThat(problem.message()).isEqualTo("a SparkCluster has no field spec.wrokers");
    }

    @Test
    void aMissingFileIsNotANetworkProblem() {
        assertThat(Explanation.of(new UncheckedIOException(new NoSuchFileException("a.yaml")))
                        .message())
                .isEqualTo("there is no file a.yaml");
    }

    @Test
    void anythingElseNamesItsType() {
        assertThat(Explanation.of(new IllegalStateException("odd")).message()).isEqualTo("odd (IllegalStateException)");
        assertThat(Explanation.of(new IllegalStateException()).exit()).isEqualTo(Exit.FAILED);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 409, 422, 429, 500, 503})
    void everyRefusalSaysWhatToDo(int code) {
        assertThat(Explanation.ofStatus(code, "no").advice()).isPresent();
    }

    @Test
    void aMissingNamespaceCanBeMade() {
        assertThat(Explanation.ofStatus(404, "namespaces \"team\" not found")
                        .advice()
                        .orElseThrow())
                .contains("kubectl create namespace team");
    }

    @Test
    void onlyWhatMayPassIsWorthWaitingFor() {
        assertThat(Explanation.ofStatus(503, "starting").mayPass()).isTrue();
        assertThat(Explanation.ofStatus(403, "no").mayPass()).isFalse();
        assertThat(Explanation.of(new UncheckedIOException(new ConnectException("refused")))
                        .mayPass())
                .isTrue();
    }

    @Test
    void aProgramThatWasRebuiltWhileItRanSaysSo() {
        assertThat(Explanation.of(new NoClassDefFoundError("dev/hearth/X")).message())
                .isEqualTo("a part of this program is missing: dev/hearth/X");
    }

    @Test
    void aRefusedTerminalNamesTheRightsThatItTakes() {
        // Only what is asked of it is answered: the rest of the interface does not matter here.
        var response = (HttpResponse<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpResponse.class}, (_, _, _) -> 403);
        var refused = new KubernetesClientException(
                "An error has occurred.", new IOException(new WebSocketHandshakeException(response)));
        assertThat(Explanation.of(refused).message())
                .startsWith("Kubernetes does not let you do this")
                .contains("get and create on pods/attach");
    }
}
