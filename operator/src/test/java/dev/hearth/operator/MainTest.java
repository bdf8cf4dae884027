package dev.hearth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operator as a process of its own, which is how it is told to stop. */
class MainTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private int healthPort;
    private @Nullable Process operator;

    @AfterEach
    void endTheOperator() {
        if (operator != null) {
            operator.destroyForcibly();
        }
    }

    @Test
    void aLeaderThatIsToldToStopGivesBackTheLeaseAndGoesAtOnce() throws Exception {
        try (var api = FakeApiServer.start()) {
            start(api, Map.of("HEARTH_LEADER_ELECTION", "true"));
            await("leads", () -> "me".equals(api.leaseHolder()));
            operator.destroy();
            assertThat(operator.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(operator.exitValue()).isEqualTo(143);
            assertThat(api.leaseHolder()).isEmpty();
        }
    }

    @Test
    void aLeaderThatLostTheLeaseEndsRatherThanActBesideItsSuccessor() throws Exception {
        try (var api = FakeApiServer.start()) {
            start(api, Map.of("HEARTH_LEADER_ELECTION", "true"));
            await("leads", () -> "me".equals(api.leaseHolder()));
            api.giveTheLeaseTo("another");
            assertThat(operator.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(operator.exitValue()).isEqualTo(1);
            assertThat(api.leaseHolder()).isEqualTo("another");
        }
    }

    @Test
    void anOperatorThatRunsAloneTakesNoLease() throws Exception {
        try (var api = FakeApiServer.start()) {
            start(api, Map.of("HEARTH_LEADER_ELECTION", "false"));
            await("is ready", () -> health("/readyz") == 200);
            operator.destroy();
            assertThat(operator.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(api.leaseHolder()).isNull();
        }
    }

    @Test
    void itIsReadyWhenItHasSeenWhatThereIsAndNotBefore() throws Exception {
        var lists = new CountDownLatch(1);
        try (var api = FakeApiServer.start(lists)) {
            start(api, Map.of("HEARTH_LEADER_ELECTION", "true"));
            await("is alive", () -> health("/livez") == 200);
            assertThat(health("/readyz")).isEqualTo(503);
            lists.countDown();
            await("is ready", () -> health("/readyz") == 200);
        }
    }

    @Test
    void aStandbyIsReadyToTakeOver() throws Exception {
        try (var api = FakeApiServer.start()) {
            start(api, Map.of("HEARTH_LEADER_ELECTION", "true", "HEARTH_POD_NAME", "leader"));
            await("leads", () -> "leader".equals(api.leaseHolder()));
            var leader = operator;
            try {
                start(api, Map.of("HEARTH_LEADER_ELECTION", "true", "HEARTH_POD_NAME", "standby"));
                await("is ready", () -> health("/readyz") == 200);
                assertThat(api.leaseHolder()).isEqualTo("leader");
                leader.destroy();
                await("takes over", () -> "standby".equals(api.leaseHolder()));
            } finally {
                leader.destroyForcibly();
            }
        }
    }

    @Test
    void aNamespaceThatIsGoneKeepsTheOthersFromNothing() throws Exception {
        try (var api = FakeApiServer.start("gone")) {
            start(api, Map.of("HEARTH_LEADER_ELECTION", "false", "HEARTH_NAMESPACES", "gone,there"));
            await("is ready", () -> health("/readyz") == 200);
            assertThat(health("/livez")).isEqualTo(200);
        }
    }

    private void start(FakeApiServer api, Map<String, String> environment) throws IOException {
        healthPort = freePort();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .inheritIO();
        builder.environment()
                .putAll(Map.of(
                        "KUBERNETES_MASTER",
                        api.url(),
                        "KUBECONFIG",
                        "/nonexistent",
                        "HEARTH_POD_NAME",
                        "me",
                        "HEARTH_HEALTH_PORT",
                        String.valueOf(healthPort)));
        builder.environment().putAll(environment);
        operator = builder.start();
    }

    private int health(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + healthPort + path))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (ConnectException e) {
            return 0;
        }
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.call()) {
            assertThat(Objects.requireNonNull(operator).isAlive()).as("it runs").isTrue();
            assertThat(System.nanoTime()).as("waiting until it %s", what).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
