package dev.hearth.gateway.pods;

import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;

/** How to get to a pod's port from here. */
@FunctionalInterface
public interface PodNetwork {
    /** For programs that run in a pod themselves. */
    PodNetwork DIRECT =
            endpoint -> Future.succeededFuture(SocketAddress.inetSocketAddress(endpoint.port(), endpoint.ip()));

    /** Where to connect to. */
    Future<SocketAddress> address(Endpoint endpoint);
}
