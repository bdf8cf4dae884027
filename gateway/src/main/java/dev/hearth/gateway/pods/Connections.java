package dev.hearth.gateway.pods;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;

/**
 * The two ways to connect to pods.
 *
 * @param kept by connections that are used again and again, which the other side may close at the very moment of that
 * @param fresh each time by one of its own: for what was asked in vain that way, and for what must not be asked twice
 */
public record Connections(HttpClient kept, HttpClient fresh) {

    /** Whether a request failed since its connection was closed; not since there was none, or nobody answered. */
    public static boolean isClosed(Throwable cause) {
        return cause instanceof HttpClosedException
                || (cause instanceof IOException && !(cause instanceof ConnectException));
    }
}
