package dev.hearth.cli.session;

import dev.hearth.cli.problem.Pause;
import dev.hearth.cli.problem.Problem;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A port of this machine that leads to a port of a pod. Every connection asks anew which pod that is, so the tunnel
 * goes on when the pod is replaced.
 */
public final class Tunnel implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final String namespace;
    private final Supplier<Optional<String>> pod;
    private final int remotePort;
    private final ServerSocketChannel server;

    private Tunnel(
            KubernetesClient client,
            String namespace,
            Supplier<Optional<String>> pod,
            int remotePort,
            ServerSocketChannel server) {
        this.client = client;
        this.namespace = namespace;
        this.pod = pod;
        this.remotePort = remotePort;
        this.server = server;
    }

    /**
     * Opens the local end.
     *
     * @param pod the pod that answers at the moment, if one does
     * @param localPort the port here; 0 takes a free one
     */
    public static Tunnel open(
            KubernetesClient client, String namespace, Supplier<Optional<String>> pod, int remotePort, int localPort) {
        try {
            var server = ServerSocketChannel.open();
            var _ = server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), localPort));
            return new Tunnel(client, namespace, pod, remotePort, server);
        } catch (IOException e) {
            throw Problem.failed("port " + localPort + " of this machine cannot be used: " + e.getMessage())
                    .advise("leave --port out to take a free one")
                    .because(e);
        }
    }

    public int port() {
        return server.socket().getLocalPort();
    }

    /** Serves connections until the tunnel is closed. */
    public void serve() {
        while (server.isOpen()) {
            try {
                var connection = server.accept();
                var _ = Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            var target = awaitPod();
            if (target.isPresent()) {
                connect(connection, new PodEndpoint(client, namespace, target.get()));
            }
        } catch (IOException | Problem e) {
            // The browser sees a closed connection and tries again; the next one finds the new pod.
            return;
        }
    }

    private void connect(SocketChannel connection, PodEndpoint target) {
        try (var port = PodPort.connect(target, remotePort, Channels.newOutputStream(connection))) {
            var _ = Thread.ofVirtual().start(() -> pass(connection, port));
            port.awaitEnd();
        }
    }

    private static void pass(SocketChannel connection, PodPort port) {
        try (port) {
            var _ = Channels.newInputStream(connection).transferTo(port.input());
        } catch (IOException | Problem e) {
            // Closing it tells the other side.
            return;
        }
    }

    private Optional<String> awaitPod() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var found = pod.get();
        while (found.isEmpty() && System.nanoTime() < deadline) {
            Pause.millis(300);
            found = pod.get();
        }
        return found;
    }
}
