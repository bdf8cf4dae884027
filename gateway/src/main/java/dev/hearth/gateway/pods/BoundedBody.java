package dev.hearth.gateway.pods;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** The whole of an answer, if it is no larger than it should be: nobody is trusted to send as little as expected. */
public final class BoundedBody {
    private BoundedBody() {}

    /** Reads an answer of at most so many bytes; fails beyond, and closes the connection. */
    public static Future<Buffer> of(HttpClientResponse response, int most) {
        var promise = Promise.<Buffer>promise();
        var read = Buffer.buffer();
        response.exceptionHandler(promise::tryFail)
                .handler(part -> {
                    if (read.length() + part.length() <= most) {
                        var _ = read.appendBuffer(part);
                    } else if (promise.tryFail("more than " + most + " bytes")) {
                        var _ = response.request().reset();
                    }
                })
                .endHandler(_ -> promise.tryComplete(read));
        return promise.future();
    }
}
