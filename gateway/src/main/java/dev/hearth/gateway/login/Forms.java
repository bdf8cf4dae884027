package dev.hearth.gateway.login;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/** Small forms that come within a time. */
public final class Forms {
    private static final long PATIENCE_SECONDS = 10;
    private static final long LARGEST = 64 * 1024L;

    private Forms() {}

    /** Reads a form; fails if it is not one, or too large, or does not come. */
    public static Future<MultiMap> read(HttpServerRequest request) {
        if (isTooLarge(request.getHeader("content-length"))) {
            return Future.failedFuture("a form of at most " + LARGEST + " bytes is expected");
        }
        var promise = Promise.<MultiMap>promise();
        request.setExpectMultipart(true)
                .exceptionHandler(promise::tryFail)
                .endHandler(_ -> promise.tryComplete(request.formAttributes()));
        var _ = request.resume();
        return promise.future()
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onFailure(_ -> request.connection().close());
    }

    /** A body whose length is not told before has no end that could be relied on. */
    private static boolean isTooLarge(@org.jspecify.annotations.Nullable String length) {
        return length == null || !length.matches("\\d{1,9}") || Long.parseLong(length) > LARGEST;
    }
}
