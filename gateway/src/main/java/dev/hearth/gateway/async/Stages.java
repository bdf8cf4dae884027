package dev.hearth.gateway.async;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionStage;

/** Results that other threads work out. */
public final class Stages {
    private Stages() {}

    /**
     * Goes on where it was asked: a request and its answer belong to one event loop, and what goes on elsewhere would
     * handle them beside it.
     */
    public static <T> Future<T> here(CompletionStage<T> stage) {
        var context = Vertx.currentContext();
        return context == null ? Future.fromCompletionStage(stage) : Future.fromCompletionStage(stage, context);
    }
}
