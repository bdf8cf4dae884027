package dev.hearth.node;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The node's Kubernetes API as its administrator sees it. */
record Cluster(KubernetesClient client) implements AutoCloseable {

    /** Other taints are people's: a node that somebody has cordoned is well. */
    private static final Set<String> UNREADY = Set.of(
            "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable", "node.kubernetes.io/network-unavailable");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static Cluster connect(Path kubeconfig) {
        var config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setConnectionTimeout(2000);
        config.setRequestTimeout(5000);
        // The caller polls; retries inside the client would only hide how long an answer takes.
        config.setRequestRetryBackoffLimit(0);
        return new Cluster(new KubernetesClientBuilder().withConfig(config).build());
    }

    boolean answers() {
        return holds(() -> "ok".equals(client.raw("/readyz")));
    }

    /**
     * Whether Kubernetes says that the node is ready.
     *
     * @param since when its kubelet started: what is older was said of an earlier life
     */
    boolean nodeReady(String name, Instant since) {
        return holds(() -> ready(client.nodes().withName(name).get(), since));
    }

    void awaitAnswer(Supplier<String> complaint) {
        Await.until(PATIENCE, this::answers, complaint);
    }

    void awaitNode(String name, Instant since, Supplier<String> complaint) {
        Await.until(PATIENCE, () -> nodeReady(name, since), complaint);
    }

    /** Waits until a node says again that it lives. */
    void awaitHeartbeat(String name, Instant since, Supplier<String> complaint) {
        Await.until(
                PATIENCE,
                () -> holds(() -> heartbeat(name).filter(since::isBefore).isPresent()),
                complaint);
    }

    private Optional<Instant> heartbeat(String name) {
        return Optional.ofNullable(client.leases()
                        .inNamespace("kube-node-lease")
                        .withName(name)
                        .get())
                .map(lease -> lease.getSpec().getRenewTime().toInstant());
    }

    void awaitDefaultServiceAccount(Supplier<String> complaint) {
        Await.until(
                PATIENCE,
                () -> holds(() -> client.serviceAccounts()
                                .inNamespace("default")
                                .withName("default")
                                .get()
                        != null),
                complaint);
    }

    void apply(String yaml) {
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .forceConflicts()
                .serverSideApply();
    }

    static void awaitDns(Addresses addresses, Supplier<String> complaint) {
        var ready = URI.create("http://" + addresses.node() + ":8181/ready");
        Await.until(PATIENCE, () -> succeeds(ready), complaint);
    }

    private static boolean succeeds(URI uri) {
        try {
            var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(1000);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ready, and no longer marked as not ready for the scheduler, which a controller does a moment later. */
    private static boolean ready(@Nullable Node node, Instant since) {
        return node != null
                && node.getSpec().getTaints().stream().noneMatch(taint -> UNREADY.contains(taint.getKey()))
                && node.getStatus().getConditions().stream()
                        .anyMatch(each -> each.getType().equals("Ready")
                                && each.getStatus().equals("True")
                                && !Instant.parse(each.getLastHeartbeatTime()).isBefore(since));
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
