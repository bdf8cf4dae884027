package dev.hearth.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.function.BooleanSupplier;

/** Answers the kubelet, at a port that no browser reaches. */
record Health(BooleanSupplier isReady) {

    Future<HttpServer> listen(Vertx vertx, int port) {
        return vertx.createHttpServer()
                .requestHandler(request -> {
                    var fine = "/livez".equals(request.path())
                            || ("/readyz".equals(request.path()) && isReady.getAsBoolean());
                    var _ = request.response().setStatusCode(fine ? 200 : 503).end(fine ? "ok\n" : "not yet\n");
                })
                .listen(port);
    }
}
