package dev.hearth.operator;

import com.sun.net.httpserver.HttpServer;
import io.javaoperatorsdk.operator.RuntimeInfo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Answers the kubelet: alive while every informer watches, ready once all have their first list. */
final class HealthServer implements AutoCloseable {
    private final HttpServer server;

    private HealthServer(HttpServer server) {
        this.server = server;
    }

    static HealthServer start(int port, RuntimeInfo operator) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(port), 0);
        // A replica that waits for the lease has started no informer yet; it is alive and ready to take over.
        answer(server, "/livez", () -> !operator.isStarted() || operator.allEventSourcesAreHealthy());
        answer(server, "/readyz", () -> true);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return new HealthServer(server);
    }

    private static void answer(HttpServer server, String path, BooleanSupplier healthy) {
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(healthy.getAsBoolean() ? 200 : 503, -1);
            }
        });
    }

    @Override
    public String toString() {
        return "health is at port " + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
