package dev.hearth.gateway;

import dev.hearth.gateway.route.Route;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/** The requests that are not answered yet, and web sockets that are open. */
final class UnderWay {
    private final HeadDeadline deadline;
    private final Metrics metrics;
    private final Map<HttpServerRequest, IntConsumer> counted = new ConcurrentHashMap<>();

    UnderWay(HeadDeadline deadline, Metrics metrics) {
        this.deadline = deadline;
        this.metrics = metrics;
    }

    void begins(HttpServerRequest request, Route route) {
        deadline.arrived(request);
        var _ = counted.put(request, metrics.began(route));
        var _ = request.response().endHandler(_ -> {
            count(request);
            deadline.answered(request);
        });
    }

    /** A web socket is closed: its request was answered when it opened, but did not end. */
    void webSocketEnds(HttpServerRequest request) {
        count(request);
        deadline.closed(request.connection());
    }

    private void count(HttpServerRequest request) {
        Optional.ofNullable(counted.remove(request))
                .ifPresent(ended -> ended.accept(request.response().getStatusCode()));
    }
}
