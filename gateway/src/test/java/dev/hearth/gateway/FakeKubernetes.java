package dev.hearth.gateway;

import static org.awaitility.Awaitility.await;

import dev.hearth.gateway.login.KubernetesAccess;
import dev.hearth.gateway.login.LoginOptions;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;

/** As much of Kubernetes as a gateway asks: one cluster, ns/demo, with one driver's pod, and one person's token. */
final class FakeKubernetes implements AutoCloseable {
    static final String TOKEN = "good";

    private static final String CLUSTERS = """
            {"kind": "SparkClusterList", "apiVersion": "hearth.dev/v1", "metadata": {"resourceVersion": "1"}, "items": [
              {"kind": "SparkCluster", "apiVersion": "hearth.dev/v1", "metadata": {"namespace": "ns", "name": "demo"}}]}
            """;

    private static final String PODS = """
            {"kind": "PodList", "apiVersion": "v1", "metadata": {"resourceVersion": "1"}, "items": [
              {"metadata": {"namespace": "ns", "name": "driver", "uid": "1", "labels": {
                 "app.kubernetes.io/instance": "demo", "app.kubernetes.io/component": "driver"}},
               "spec": {}, "status": {"phase": "Running", "podIP": "10.0.0.2", "hostIP": "10.0.0.1"}}]}
            """;

    private final HttpServer server;
    private final KubernetesClient client;

    FakeKubernetes(Vertx vertx) throws Exception {
        server = of(
                vertx.createHttpServer().requestHandler(FakeKubernetes::answer).listen(0, "127.0.0.1"));
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + server.actualPort())
                        .build())
                .build();
    }

    /** A gateway to this cluster that listens and knows it, and finds the driver at a port of this machine. */
    GatewayServer gateway(Vertx vertx, int driverPort) throws Exception {
        var setup = new GatewayServer.Setup(
                client,
                "",
                List.of("ns"),
                _ -> Future.succeededFuture(SocketAddress.inetSocketAddress(driverPort, "127.0.0.1")),
                (answers, executor) -> new KubernetesAccess(
                        client,
                        executor,
                        new SecretKeySpec(new byte[32], "AES"),
                        Clock.systemUTC(),
                        answers,
                        LoginOptions.TOKENS_ONLY));
        var gateway = of(GatewayServer.start(vertx, setup, "127.0.0.1", 0));
        await().until(gateway::isComplete);
        return gateway;
    }

    /** What becomes of a future, which must not take long. */
    static <T> T of(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static void answer(HttpServerRequest request) {
        if (request.query() != null && request.query().contains("watch=true")) {
            // Nothing ever changes.
            return;
        }
        var _ = request.response().putHeader("content-type", "application/json");
        var _ = request.body().compose(body -> request.response().end(answer(request.path(), body.toString())));
    }

    private static String answer(String path, String body) {
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "sparkclusters" -> CLUSTERS;
            case "pods" -> PODS;
            case "tokenreviews" ->
                "{\"kind\": \"TokenReview\", \"apiVersion\": \"authentication.k8s.io/v1\", \"status\": {\"authenticated\": "
                        + body.contains("\"" + TOKEN + "\"") + ", \"user\": {\"username\": \"viewer\"}}}";
            default ->
                "{\"kind\": \"SubjectAccessReview\", \"apiVersion\": \"authorization.k8s.io/v1\", \"status\": {\"allowed\": "
                        + body.contains("\"get\"") + "}}";
        };
    }

    @Override
    public void close() {
        client.close();
        var _ = server.close();
    }
}
