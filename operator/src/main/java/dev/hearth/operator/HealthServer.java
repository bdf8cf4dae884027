package dev.hearth.operator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Answers the kubelet's questions. */
final class HealthServer implements AutoCloseable {
    private final HttpServer server;

    private HealthServer(HttpServer server) {
        this.server = server;
    }

    static HealthServer start(int port, OperatorHealth health) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(port), 0);
        answer(server, "/livez", health::isAlive);
        answer(server, "/readyz", health::isReady);
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
