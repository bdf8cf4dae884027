package dev.hearth.cli.ui;

import dev.hearth.cli.session.Tunnel;
import dev.hearth.gateway.pods.Endpoint;
import dev.hearth.gateway.pods.PodNetwork;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The way to pods from outside of Kubernetes: a tunnel through the API server for each port that is asked for. */
final class Tunnels implements PodNetwork, AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final KubernetesClient client;
    private final Map<Endpoint, Tunnel> open = new ConcurrentHashMap<>();

    Tunnels(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Future<SocketAddress> address(Endpoint endpoint) {
        var tunnel = open.computeIfAbsent(endpoint, this::open);
        return Future.succeededFuture(SocketAddress.inetSocketAddress(tunnel.port(), LOOPBACK));
    }

    private Tunnel open(Endpoint endpoint) {
        var tunnel = Tunnel.open(client, endpoint.namespace(), () -> Optional.of(endpoint.pod()), endpoint.port(), 0);
        var _ = Thread.ofPlatform().daemon().start(tunnel::serve);
        return tunnel;
    }

    @Override
    public void close() {
        open.values().forEach(Tunnel::close);
    }
}
