package dev.hearth.gateway.login;

import dev.hearth.gateway.route.ClusterKey;
import dev.hearth.gateway.route.OuterPrefix;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Who asks, and what they may. The installed gateway asks Kubernetes; that of a single user, the user's own login. */
public interface Access {
    /** Whose session or token a request has; empty if it has none that is good. */
    Future<Optional<Session>> session(HttpServerRequest request);

    /** Whether somebody may do something with a cluster. */
    Future<Boolean> may(Identity identity, Permission permission, ClusterKey cluster);

    /** Answers {@code GET} and {@code POST} of the login page. */
    void login(HttpServerRequest request, OuterPrefix prefix);

    /**
     * Sends a browser to where people log in for several sites, or takes it back from there.
     *
     * @param returned whether it comes back
     */
    void singleSignOn(HttpServerRequest request, OuterPrefix prefix, boolean returned);

    /** Ends a session. */
    void logout(HttpServerRequest request, OuterPrefix prefix);
}
