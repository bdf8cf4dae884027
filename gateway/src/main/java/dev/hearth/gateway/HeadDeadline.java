package dev.hearth.gateway;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections whose next request does not come within a time: an idle timeout alone is no help against who sends
 * a byte now and then.
 */
final class HeadDeadline implements Handler<HttpConnection> {
    private static final long FIRST_MILLIS = 15_000;

    /** More than proxies keep connections that nobody uses (60 s by default), so that they never use a closed one. */
    private static final long NEXT_MILLIS = 75_000;

    private final Vertx vertx;
    private final int most;
    private final Map<HttpConnection, Long> waiting = new ConcurrentHashMap<>();
    private final java.util.Set<HttpConnection> open = ConcurrentHashMap.newKeySet();

    /**
     * Watches the connections of a server.
     *
     * @param most how many there may be at a time
     */
    HeadDeadline(Vertx vertx, int most) {
        this.vertx = vertx;
        this.most = most;
    }

    @Override
    public void handle(HttpConnection connection) {
        if (open.size() >= most) {
            var _ = connection.close();
            return;
        }
        var _ = open.add(connection);
        var _ = connection.closeHandler(_ -> closed(connection));
        arm(connection, FIRST_MILLIS);
    }

    /** A request has come. */
    void arrived(HttpServerRequest request) {
        disarm(request.connection());
    }

    /** It is answered, and the next one may take its time. */
    void answered(HttpServerRequest request) {
        arm(request.connection(), NEXT_MILLIS);
    }

    /** A connection is closed, which one that became a web socket does not tell by itself. */
    void closed(HttpConnection connection) {
        var _ = open.remove(connection);
        disarm(connection);
    }

    private void arm(HttpConnection connection, long millis) {
        if (open.contains(connection)) {
            var _ = waiting.put(connection, vertx.setTimer(millis, _ -> connection.close()));
        }
    }

    private void disarm(HttpConnection connection) {
        var timer = waiting.remove(connection);
        if (timer != null) {
            var _ = vertx.cancelTimer(timer);
        }
    }
}
