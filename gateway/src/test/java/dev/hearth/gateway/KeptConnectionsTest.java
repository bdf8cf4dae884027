package dev.hearth.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.gateway.login.KubernetesAccess;
import dev.hearth.gateway.login.LoginOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A driver whose every connection is closed at the moment of its second request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptConnectionsTest {
    private static final String APPLICATION = "app-20260101000000-0000";
    private static final String BODY = "[{\"id\": \"" + APPLICATION + "\"}]";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger closed = new AtomicInteger();
    private FakeKubernetes kubernetes;
    private NetServer driver;
    private GatewayServer gateway;

    @BeforeAll
    void start() throws Exception {
        kubernetes = new FakeKubernetes(vertx);
        driver = of(vertx.createNetServer().connectHandler(this::serveOnce).listen(0, "127.0.0.1"));
        var setup = new GatewayServer.Setup(
                kubernetes.client(),
                "",
                List.of("ns"),
                _ -> Future.succeededFuture(SocketAddress.inetSocketAddress(driver.actualPort(), "127.0.0.1")),
                (answers, executor) -> new KubernetesAccess(
                        kubernetes.client(),
                        executor,
                        new SecretKeySpec(new byte[32], "AES"),
                        Clock.systemUTC(),
                        answers,
                        LoginOptions.TOKENS_ONLY));
        gateway = of(GatewayServer.start(vertx, setup, "127.0.0.1", 0));
        await().until(gateway::isComplete);
    }

    @AfterAll
    void stop() {
        gateway.close();
        kubernetes.close();
    }

    private static <T> T of(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void serveOnce(NetSocket socket) {
        var answered = new AtomicInteger();
        socket.handler(request -> {
            if (answered.getAndIncrement() == 0) {
                var _ = socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + BODY.length() + "\r\n\r\n" + (request.toString().startsWith("HEAD") ? "" : BODY));
            } else {
                closed.incrementAndGet();
                var _ = socket.close();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void whatOnlyReadsIsAskedAgainOnAnother(String method) throws Exception {
        var before = closed.get();
        try (var http = HttpClient.newHttpClient()) {
            for (var i = 0; i < 3; i++) {
                var request = HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + gateway.port() + "/ns/demo/proxy/" + APPLICATION + "/jobs/"))
                        .header("Authorization", "Bearer " + FakeKubernetes.TOKEN)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .timeout(java.time.Duration.ofSeconds(10))
                        .build();
                assertThat(http.send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
            }
        }
        assertThat(closed.get()).isGreaterThan(before);
    }
}
