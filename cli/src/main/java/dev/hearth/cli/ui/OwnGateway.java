package dev.hearth.cli.ui;

import dev.hearth.api.SparkCluster;
import dev.hearth.cli.problem.Problem;
import dev.hearth.gateway.GatewayServer;
import dev.hearth.gateway.route.ClusterKey;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A gateway on this machine. It needs none in Kubernetes, and knows no more than its user: requests go to pods by the
 * user's right to forward ports, and buttons act by the user's right to change clusters.
 */
public final class OwnGateway implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;
    private static final int KEY_BYTES = 18;

    private final GatewayServer server;
    private final Tunnels tunnels;
    private final String key;

    private OwnGateway(GatewayServer server, Tunnels tunnels, String key) {
        this.server = server;
        this.tunnels = tunnels;
        this.key = key;
    }

    /**
     * Starts it.
     *
     * @param namespace the namespace to show to who may not see all of them
     * @param port the port here; 0 takes a free one
     */
    public static OwnGateway start(KubernetesClient client, String namespace, int port) {
        var tunnels = new Tunnels(client);
        var key = key();
        var setup = new GatewayServer.Setup(
                client,
                "",
                seesEverything(client) ? List.of() : List.of(namespace),
                tunnels,
                (answers, executor) -> OwnAccess.of(client, executor, answers, key));
        try {
            var server = GatewayServer.start(Vertx.vertx(), setup, "127.0.0.1", port)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new OwnGateway(server, tunnels, key);
        } catch (ExecutionException e) {
            throw Problem.failed("port " + port + " of this machine cannot be used: "
                            + Optional.ofNullable(e.getCause()).orElse(e).getMessage())
                    .advise("leave --port out to take a free one")
                    .because(e);
        } catch (TimeoutException e) {
            throw Problem.timedOut("port " + port + " of this machine could not be opened")
                    .because(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.failed("interrupted").because(e);
        }
    }

    /** The address to open, which logs in whoever does: of a cluster's page, or of all clusters. */
    public String address(Optional<ClusterKey> cluster) {
        var next = cluster.map(it -> "&next=/-/clusters" + it.path()).orElse("");
        return "http://localhost:" + server.port() + "/-/login?key=" + key + next;
    }

    private static boolean seesEverything(KubernetesClient client) {
        return mayWatch(client, SparkCluster.GROUP, "sparkclusters") && mayWatch(client, "", "pods");
    }

    private static boolean mayWatch(KubernetesClient client, String group, String resource) {
        return new OwnRights(client)
                .allow(new ResourceAttributesBuilder()
                        .withGroup(group)
                        .withResource(resource)
                        .withVerb("watch")
                        .build());
    }

    private static String key() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.close();
        tunnels.close();
    }
}
