package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.operator.desired.DriverPod;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a driver's page tells bit by bit, and in web sockets, at the installed gateway. */
@RealKubernetes
@ResourceLock(value = Installed.GATEWAY, mode = ResourceAccessMode.READ)
class LastingAnswersE2E {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String PAGE = "/e2e-lasting/demo/proxy/app-20260101000000-0000/";

    /**
     * Serves as a driver does, and what none of Spark's pages has: at /echo a web socket that greets and repeats, at
     * /parts an answer whose second part is sent when somebody has asked for /release.
     */
    private static final String DRIVER = """
            import base64, hashlib, http.server, json, threading
            released = threading.Event()

            class Page(http.server.BaseHTTPRequestHandler):
                protocol_version = "HTTP/1.1"

                def do_GET(self):
                    if self.path == "/echo":
                        self.echo()
                    elif self.path == "/parts":
                        self.send_response(200)
                        self.send_header("Content-Type", "text/html")
                        self.send_header("Transfer-Encoding", "chunked")
                        self.end_headers()
                        self.part("first\\n" + " " * 200 + "\\n")
                        released.wait()
                        self.part("second\\n")
                        self.part("")
                    else:
                        if self.path == "/release":
                            released.set()
                        text = json.dumps([{"id": "app-20260101000000-0000"}]).encode()
                        self.send_response(200)
                        self.send_header("Content-Length", str(len(text)))
                        self.end_headers()
                        self.wfile.write(text)

                def part(self, text):
                    self.wfile.write(b"%x\\r\\n%s\\r\\n" % (len(text), text.encode()))

                def echo(self):
                    key = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
                    self.send_response(101)
                    self.send_header("Upgrade", "websocket")
                    self.send_header("Connection", "Upgrade")
                    self.send_header("Sec-WebSocket-Accept", base64.b64encode(hashlib.sha1(key.encode()).digest()).decode())
                    self.end_headers()
                    self.close_connection = True
                    self.frame(0x81, b"hello")
                    while head := self.rfile.read(2):
                        mask = self.rfile.read(4)
                        self.frame(head[0], bytes(b ^ mask[i % 4] for i, b in enumerate(self.rfile.read(head[1] & 127))))

                def frame(self, kind, text):
                    self.wfile.write(bytes([kind, len(text)]) + text)

            http.server.ThreadingHTTPServer(("", 4040), Page).serve_forever()
            """;

    private static TestNamespace namespace;
    private static GatewayClient viewer;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void aDriverInAClusterWithoutWorkers() {
        namespace = TestNamespace.create("e2e-lasting");
        namespace.apply("demo", TestNamespace.small(0));
        var cluster =
                namespace.awaitCluster("demo", "known", it -> it.getStatus().observedGeneration() != null);
        var pod = DriverPod.of(
                cluster, new DriverPod.Request("driver", "50m", "64m", List.of("python3", "-c", DRIVER), false, false));
        namespace.client().resource(pod).create();
        viewer = GatewayClient.anonymous(namespace.client()).with(GatewayClient.token(namespace, "viewer", "view"));
        await().atMost(TestNamespace.PATIENCE)
                .until(() -> viewer.get(PAGE + "api/v1/applications").status() == 200);
    }

    @AfterAll
    static void remove() {
        namespace.close();
    }

    /** What a web socket says, message by message; "closed" at its end. */
    private static final class Heard implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            messages.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            messages.add("closed");
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            messages.add("closed");
        }

        @Nullable
        String within(Duration patience) throws InterruptedException {
            return messages.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private WebSocket echo(Heard heard, String... header) throws Exception {
        var address = URI.create(viewer.address().replaceFirst("^http", "ws") + PAGE + "echo");
        var socket = http.newWebSocketBuilder().header(header[0], header[1]);
        return socket.buildAsync(address, heard).get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    /** Longer than proxies are patient by default (60 s). */
    @Test
    void aWebSocketIsOpenAfterAMinuteInWhichNothingPassed() throws Exception {
        var heard = new Heard();
        var socket = echo(heard, "Authorization", "Bearer " + viewer.token());
        assertThat(heard.within(SOON)).isEqualTo("hello");
        assertThat(heard.within(Duration.ofSeconds(65))).isNull();
        socket.sendText("still here", true).join();
        assertThat(heard.within(SOON)).isEqualTo("still here");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        assertThat(heard.within(SOON)).isEqualTo("closed");
    }

    @Test
    void aWebSocketEndsWithTheRightToSeeIt() throws Exception {
        var leaver = GatewayClient.token(namespace, "leaver", "view");
        var heard = new Heard();
        var _ = echo(heard, "Authorization", "Bearer " + leaver);
        assertThat(heard.within(SOON)).isEqualTo("hello");
        namespace.kubectl("delete", "rolebinding", "leaver").output();
        assertThat(heard.within(SOON)).isEqualTo("closed");
    }

    @Test
    void whoMayNotSeeTheClusterOpensNoWebSocket() {
        namespace.kubectl("create", "serviceaccount", "stranger").output();
        var stranger = namespace.kubectl("create", "token", "stranger").output();
        assertThatThrownBy(() -> echo(new Heard(), "Authorization", "Bearer " + stranger))
                .hasRootCauseMessage("Unexpected HTTP response status code 404");
        assertThatThrownBy(() -> echo(new Heard(), "Accept", "*/*"))
                .hasRootCauseMessage("Unexpected HTTP response status code 401");
    }

    /** Also where its text is changed for a prefix. */
    @Test
    void aPartOfAnAnswerArrivesBeforeTheNextIsSent() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(viewer.address() + PAGE + "parts"))
                .header("Authorization", "Bearer " + viewer.token())
                .timeout(SOON);
        var plain = http.send(request.build(), BodyHandlers.ofInputStream());
        var prefixed = http.send(request.header("X-Forwarded-Prefix", "/spark").build(), BodyHandlers.ofInputStream());
        try (var one = new BufferedReader(new InputStreamReader(plain.body(), StandardCharsets.UTF_8));
                var other = new BufferedReader(new InputStreamReader(prefixed.body(), StandardCharsets.UTF_8))) {
            assertThat(one.readLine()).isEqualTo("first");
            assertThat(other.readLine()).isEqualTo("first");
            assertThat(viewer.get(PAGE + "release").status()).isEqualTo(200);
            assertThat(one.lines()).endsWith("second");
            assertThat(other.lines()).endsWith("second");
        }
    }
}
