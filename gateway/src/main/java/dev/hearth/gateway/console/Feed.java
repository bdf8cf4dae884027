package dev.hearth.gateway.console;

import dev.hearth.gateway.route.ClusterKey;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The events of one open page. One answer is worked out at a time; what changes meanwhile is in the next one, so a busy
 * cluster costs no more than a few answers a second, and a slow reader no memory.
 */
final class Feed {
    /** Changes come in groups: a worker that registers changes its pod, the cluster's status and that again. */
    private static final long GATHER_MILLIS = 200;

    /** Proxies close what says nothing for a minute. */
    private static final long LONGEST_SILENCE_NANOS = 20_000_000_000L;

    private final Vertx vertx;
    private final Context context;
    private final HttpServerResponse response;
    private final Supplier<Future<String>> content;
    private final Optional<ClusterKey> cluster;
    private final BooleanSupplier isOver;

    private String last = "";
    private long lastSent = System.nanoTime();
    private boolean working;
    private boolean wanted;

    Feed(
            Vertx vertx,
            HttpServerResponse response,
            Supplier<Future<String>> content,
            Optional<ClusterKey> cluster,
            BooleanSupplier isOver) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.response = response;
        this.content = content;
        this.cluster = cluster;
        this.isOver = isOver;
    }

    void start(Runnable closed) {
        var _ = response.putHeader("content-type", "text/event-stream")
                .putHeader("cache-control", "no-store")
                // Nginx would gather events before it passes them on.
                .putHeader("x-accel-buffering", "no")
                .setChunked(true)
                .closeHandler(_ -> closed.run());
        var _ = response.write("retry: 2000\n\n");
        wake();
    }

    boolean concerns(ClusterKey changed) {
        return cluster.isEmpty() || cluster.get().equals(changed);
    }

    /** Brings the page up to date soon. */
    void wake() {
        context.runOnContext(_ -> {
            if (!wanted) {
                wanted = true;
                var _ = vertx.setTimer(GATHER_MILLIS, _ -> context.runOnContext(_ -> work()));
            }
        });
    }

    /** Brings a page about one cluster up to date, says that all are alive, and ends what is over. */
    void look() {
        context.runOnContext(_ -> {
            if (isOver.getAsBoolean()) {
                var _ = response.end();
            } else if (cluster.isPresent()) {
                wake();
            }
            if (System.nanoTime() - lastSent > LONGEST_SILENCE_NANOS) {
                send(": still here\n\n");
            }
        });
    }

    private void work() {
        if (working || response.closed() || response.ended()) {
            return;
        }
        // A slow reader gets the next state when it has taken this one.
        if (response.writeQueueFull()) {
            var _ = response.drainHandler(_ -> work());
            return;
        }
        working = true;
        wanted = false;
        var _ = content.get()
                .onComplete(answer -> context.runOnContext(_ -> {
                    working = false;
                    if (answer.succeeded() && !answer.result().equals(last)) {
                        last = answer.result();
                        send(last);
                    }
                    if (wanted) {
                        work();
                    }
                }));
    }

    private void send(String text) {
        if (!response.closed() && !response.ended()) {
            lastSent = System.nanoTime();
            var _ = response.write(text);
        }
    }
}
