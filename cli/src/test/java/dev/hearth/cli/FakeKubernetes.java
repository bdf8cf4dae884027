package dev.hearth.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hearth.cli.kube.Place;
import dev.hearth.cli.kube.Places;
import dev.hearth.cli.kube.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** An API server that answers as a test says, and remembers what it was asked. */
public final class FakeKubernetes implements AutoCloseable {
    /** One request. */
    public record Request(String method, String path, String query, Map<String, List<String>> headers, String body) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** One answer. */
    public record Answer(int code, String body) {}

    private final HttpServer server;
    private final Path kubeconfig;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private FakeKubernetes(HttpServer server, Path kubeconfig) {
        this.server = server;
        this.kubeconfig = kubeconfig;
    }

    /** Starts one whose kubeconfig lies in a folder. */
    public static FakeKubernetes in(Path folder) {
        return named("fake", "", folder);
    }

    /**
     * Starts one whose kubeconfig lies in a folder.
     *
     * @param cluster name of the cluster in the kubeconfig
     * @param user what the kubeconfig says of the user
     */
    public static FakeKubernetes named(String cluster, String user, Path folder) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
                    current-context: fake
                    clusters: [{name: %s, cluster: {server: "http://127.0.0.1:%d"}}]
                    contexts: [{name: fake, context: {cluster: %s, user: me, namespace: work}}]
                    users: [{name: me, user: {%s}}]
                    """.formatted(
                            cluster, server.getAddress().getPort(), cluster, user));
            var fake = new FakeKubernetes(server, kubeconfig);
            server.createContext("/", fake::handle);
            server.start();
            return fake;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it answers to a method and a path, one after the other; the last answer stays. */
    public FakeKubernetes answers(String request, Answer... given) {
        answers.put(request, new ArrayDeque<>(List.of(given)));
        return this;
    }

    /** What it answers to a method and a path, from now on. */
    public FakeKubernetes answers(String request, String body) {
        return answers(request, new Answer(200, body));
    }

    /** That the object is not there, in the API's words. */
    public static Answer notFound() {
        return new Answer(404, status(404, "objects \\\"x\\\" not found"));
    }

    /** A Status object. */
    public static String status(int code, String message) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":%d,\"message\":\"%s\"}"
                .formatted(code, message);
    }

    public Path kubeconfig() {
        return kubeconfig;
    }

    /** It, as a command finds it. */
    public Place place() {
        return Places.require(new Target(Optional.of(kubeconfig), Optional.empty(), Optional.empty(), false));
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The requests that would have changed something. */
    public Stream<Request> writes() {
        return requests.stream().filter(request -> !request.method().equals("GET"));
    }

    /** Answers no more. */
    public void stop() {
        server.stop(0);
    }

    @Override
    public void close() {
        stop();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var address = exchange.getRequestURI();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var request = new Request(
                exchange.getRequestMethod(),
                address.getPath(),
                Optional.ofNullable(address.getQuery()).orElse(""),
                Map.copyOf(exchange.getRequestHeaders()),
                body);
        requests.add(request);
        var answer = answer(request.toString());
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.code(), bytes.length == 0 ? -1 : bytes.length);
        try (var output = exchange.getResponseBody()) {
            output.write(bytes);
        }
    }

    private synchronized Answer answer(String request) {
        var left = answers.get(request);
        if (left == null) {
            return new Answer(404, status(404, "the server could not find the requested resource"));
        }
        return left.size() > 1 ? left.remove() : left.element();
    }
}
