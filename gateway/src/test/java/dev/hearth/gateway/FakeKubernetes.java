package dev.hearth.gateway;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

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
        server = vertx.createHttpServer()
                .requestHandler(FakeKubernetes::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + server.actualPort())
                        .build())
                .build();
    }

    KubernetesClient client() {
        return client;
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
