package dev.hearth.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Web sockets of a driver's page, through a gateway that listens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebSocketsTest {
    private static final String APPLICATION = "app-20260101000000-0000";
    private static final String PAGE = "/ns/demo/proxy/" + APPLICATION + "/";
    private static final String AUTHORIZATION = "Bearer " + FakeKubernetes.TOKEN;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private FakeKubernetes kubernetes;
    private HttpServer driver;
    private GatewayServer gateway;
    private String host;

    @BeforeAll
    void start() throws Exception {
        kubernetes = new FakeKubernetes(vertx);
        driver = FakeKubernetes.of(vertx.createHttpServer()
                .requestHandler(WebSocketsTest::page)
                .webSocketHandler(WebSocketsTest::greetAndEcho)
                .listen(0, "127.0.0.1"));
        gateway = kubernetes.gateway(vertx, driver.actualPort());
        host = "127.0.0.1:" + gateway.port();
    }

    @AfterAll
    void stop() {
        http.close();
        gateway.close();
        kubernetes.close();
    }

    private static void page(HttpServerRequest request) {
        var _ = request.response().end("[{\"id\": \"" + APPLICATION + "\"}]");
    }

    private static void greetAndEcho(ServerWebSocket socket) {
        var _ = socket.writeTextMessage(String.join(" ", socket.headers().names()));
        var _ = socket.textMessageHandler(socket::writeTextMessage);
    }

    /** What a web socket says, message by message; "closed" at its end. */
    private static final class Heard implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            messages.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            messages.add("closed");
            return null;
        }

        String next() throws InterruptedException {
            return messages.poll(30, TimeUnit.SECONDS);
        }
    }

    private WebSocket open(WebSocket.Listener listener, String... headers) throws Exception {
        var builder = http.newWebSocketBuilder();
        for (var i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return builder.buildAsync(URI.create("ws://" + host + PAGE + "socket"), listener)
                .get(30, TimeUnit.SECONDS);
    }

    private String login() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://" + host + "/-/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + FakeKubernetes.TOKEN))
                .build();
        var cookie = http.send(request, HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("set-cookie")
                .orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void messagesPassBothWaysAndNothingElseThatTheClientSent() throws Exception {
        var heard = new Heard();
        var socket = open(heard, "Authorization", AUTHORIZATION, "X-Other", "x");
        assertThat(heard.next()).containsIgnoringCase("sec-websocket-key").doesNotContainIgnoringCase("x-other");
        socket.sendText("first", true).join();
        assertThat(heard.next()).isEqualTo("first");
        socket.sendText("x".repeat(100_000), true).join();
        var echoed = new StringBuilder();
        while (echoed.length() < 100_000) {
            echoed.append(heard.next());
        }
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        assertThat(heard.next()).isEqualTo("closed");
    }

    @Test
    void ourOwnPagesOpenThemWithTheirSession() throws Exception {
        var heard = new Heard();
        var socket = open(heard, "Cookie", login(), "Origin", "http://" + host);
        assertThat(heard.next()).doesNotContainIgnoringCase("cookie").doesNotContainIgnoringCase("origin");
        socket.abort();
    }

    /** A browser sends a session along for a neighbour of the same site, such as another port of this host. */
    @ParameterizedTest
    @CsvSource({
        "Origin,https://evil.example",
        "Origin,http://127.0.0.1:1",
        "Origin,null",
        "Sec-Fetch-Site,cross-site",
        "Sec-Fetch-Site,same-site"
    })
    void anotherSiteOpensNoneEvenWithASession(String header, String value) throws Exception {
        var session = login();
        assertRefused(403, "Cookie", session, header, value);
        assertRefused(403, "Authorization", AUTHORIZATION, header, value);
    }

    @Test
    void whoIsNotLoggedInOpensNone() {
        assertRefused(401);
        assertRefused(401, "Authorization", "Bearer bad");
    }

    private void assertRefused(int status, String... headers) {
        assertThatThrownBy(() -> open(new Heard(), headers))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .satisfies(it -> assertThat(((WebSocketHandshakeException) it.getCause())
                                .getResponse()
                                .statusCode())
                        .isEqualTo(status));
    }

    @Test
    void aClosedOneIsNoLongerCounted() throws Exception {
        var heard = new Heard();
        var socket = open(heard, "Authorization", AUTHORIZATION);
        assertThat(heard.next()).isNotEmpty();
        assertThat(gateway.metrics()).doesNotContain("hearth_gateway_requests_under_way 0.0");
        socket.abort();
        await().untilAsserted(() -> assertThat(gateway.metrics()).contains("hearth_gateway_requests_under_way 0.0"));
    }
}
