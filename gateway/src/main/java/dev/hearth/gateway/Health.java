package dev.hearth.gateway;

import dev.hearth.gateway.login.PeerPass;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Answers the kubelet, Prometheus and other replicas, at a port that no browser reaches.
 *
 * @param loads how busy clusters were, for replicas only
 */
record Health(BooleanSupplier isReady, Supplier<String> metrics, Supplier<String> loads, PeerPass pass) {

    Future<HttpServer> listen(Vertx vertx, int port) {
        return vertx.createHttpServer().requestHandler(this::answer).listen(port);
    }

    private void answer(HttpServerRequest request) {
        var response = request.response();
        var _ = switch (String.valueOf(request.path())) {
            case "/livez" -> response.end("ok\n");
            case "/readyz" ->
                response.setStatusCode(isReady.getAsBoolean() ? 200 : 503).end("\n");
            case "/metrics" ->
                response.putHeader("content-type", "text/plain; version=0.0.4").end(metrics.get());
            case Peers.LOADS ->
                pass.holds(request.getHeader("authorization"))
                        ? response.putHeader("content-type", "application/json").end(loads.get())
                        : response.setStatusCode(401).end();
            default -> response.setStatusCode(404).end();
        };
    }
}
