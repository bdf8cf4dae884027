import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;

/** The least reverse proxy of the JDK alone: its server, its client, and virtual threads. Arguments: own port, other port. */
final class JdkProxy {
    private static final Set<String> OF_ONE_CONNECTION =
            Set.of("connection", "content-length", "host", "keep-alive", "transfer-encoding", "upgrade", "expect", ":status");

    private JdkProxy() {}

    public static void main(String[] arguments) throws IOException {
        // Without it each answer waits for the other side's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 1024);
        server.setExecutor(threads);
        server.createContext("/", exchange -> pass(exchange, client, "http://127.0.0.1:" + arguments[1]));
        server.start();
    }

    private static void pass(HttpExchange exchange, HttpClient client, String origin) throws IOException {
        try (exchange) {
            var request = HttpRequest.newBuilder(URI.create(origin + exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), BodyPublishers.noBody());
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (passes(name)) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            var response = client.send(request.build(), BodyHandlers.ofInputStream());
            response.headers().map().forEach((name, values) -> {
                if (passes(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            var length = response.headers().firstValueAsLong("content-length").orElse(0);
            exchange.sendResponseHeaders(response.statusCode(), length);
            try (var body = response.body()) {
                body.transferTo(exchange.getResponseBody());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean passes(String name) {
        return !OF_ONE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
    }
}
