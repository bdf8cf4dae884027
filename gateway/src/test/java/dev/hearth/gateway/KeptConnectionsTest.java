package dev.hearth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
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
        driver = FakeKubernetes.of(
                vertx.createNetServer().connectHandler(this::serveOnce).listen(0, "127.0.0.1"));
        gateway = kubernetes.gateway(vertx, driver.actualPort());
    }

    @AfterAll
    void stop() {
        gateway.close();
        kubernetes.close();
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
