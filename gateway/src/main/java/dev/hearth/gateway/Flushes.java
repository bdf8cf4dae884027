package dev.hearth.gateway;

import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Gathers what is written to a connection within one turn of its event loop. Vert.x hands on an answer in pieces of 8 KiB and
 * sends each by itself; a call of the kernel for each was two thirds of what a large log cost.
 */
final class Flushes {
    /** So many are sent in any case; what is read at a time has eight. */
    private static final int MOST_PIECES = 32;

    private Flushes() {}

    static void gather(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            var _ = base.channel().pipeline().addFirst(new FlushConsolidationHandler(MOST_PIECES, true));
        }
    }
}
