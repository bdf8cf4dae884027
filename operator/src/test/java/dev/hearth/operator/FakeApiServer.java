package dev.hearth.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Just enough of a Kubernetes API for an operator without clusters: empty lists, silent watches and one lease. */
final class FakeApiServer implements AutoCloseable {
    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch lists;
    private final Set<String> forbiddenNamespaces;
    private @Nullable ObjectNode lease;
    private int version;

    private FakeApiServer(HttpServer server, CountDownLatch lists, Set<String> forbiddenNamespaces) {
        this.server = server;
        this.lists = lists;
        this.forbiddenNamespaces = forbiddenNamespaces;
    }

    static FakeApiServer start(String... forbiddenNamespaces) throws IOException {
        return start(new CountDownLatch(0), forbiddenNamespaces);
    }

    /** Answers no list before {@code lists} is open. */
    static FakeApiServer start(CountDownLatch lists, String... forbiddenNamespaces) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var fake = new FakeApiServer(server, lists, Set.of(forbiddenNamespaces));
        server.createContext("/", exchange -> {
            try (exchange) {
                fake.answer(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return fake;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Who holds the lease: empty once it was given back, null before anybody has taken it. */
    synchronized @Nullable String leaseHolder() {
        return lease == null ? null : lease.at("/spec/holderIdentity").asText();
    }

    synchronized void giveTheLeaseTo(String holder) {
        ((ObjectNode) lease.get("spec")).put("holderIdentity", holder);
        version++;
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        var path = exchange.getRequestURI().getPath();
        var query = String.valueOf(exchange.getRequestURI().getQuery());
        if (path.endsWith("/selfsubjectrulesreviews")) {
            respond(exchange, 201, """
                    {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectRulesReview", "status": {"incomplete": false,
                     "nonResourceRules": [], "resourceRules": [{"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}]}}
                    """);
        } else if (path.contains("/leases") && !query.contains("labelSelector")) {
            answerForTheLease(exchange);
        } else if (forbiddenNamespaces.stream().anyMatch(name -> path.contains("/namespaces/" + name + "/"))) {
            respond(exchange, 403, """
                    {"apiVersion": "v1", "kind": "Status", "status": "Failure", "reason": "Forbidden", "code": 403}
                    """);
        } else if (query.contains("watch=true")) {
            watch(exchange);
        } else {
            lists.await();
            respond(exchange, 200, """
                    {"apiVersion": "v1", "kind": "List", "metadata": {"resourceVersion": "1"}, "items": []}
                    """);
        }
    }

    private void watch(HttpExchange exchange) throws IOException, InterruptedException {
        // A client that asks for a web socket first takes this for a server that has none.
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        if (exchange.getRequestHeaders().getFirst("Upgrade") == null) {
            closed.await();
        }
    }

    private synchronized void answerForTheLease(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "GET" -> {
                if (lease == null) {
                    respond(exchange, 404, "{\"apiVersion\": \"v1\", \"kind\": \"Status\", \"code\": 404}");
                    return;
                }
            }
            case "POST" ->
                change((ObjectNode) mapper.readTree(exchange.getRequestBody().readAllBytes()));
            default -> {
                var patch = mapper.readTree(exchange.getRequestBody().readAllBytes());
                // Whoever read the lease before somebody else took it must not take it back unknowingly.
                if (patch.at("/metadata/resourceVersion").asInt(version) != version) {
                    respond(exchange, 409, "{\"apiVersion\": \"v1\", \"kind\": \"Status\", \"code\": 409}");
                    return;
                }
                change(mapper.readerForUpdating(lease).readValue(patch, ObjectNode.class));
            }
        }
        ((ObjectNode) lease.get("metadata")).put("resourceVersion", String.valueOf(version));
        respond(exchange, 200, mapper.writeValueAsString((JsonNode) lease));
    }

    private void change(ObjectNode changed) {
        lease = changed;
        version++;
    }

    private static void respond(HttpExchange exchange, int code, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closed.countDown();
        lists.countDown();
        server.stop(0);
    }
}
