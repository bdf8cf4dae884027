package dev.hearth.gateway.route;

import java.util.Optional;

/** What a path means. */
public sealed interface Route {
    /** The page of all clusters, or of one. */
    record Console(Optional<ClusterKey> cluster) implements Route {}

    /** What the console's page listens to. */
    record Events(Optional<ClusterKey> cluster) implements Route {}

    /** What the console's buttons do. */
    record Action(ClusterKey cluster, String verb) implements Route {}

    /** A file of the console. */
    record StaticFile(String name) implements Route {}

    record Login() implements Route {}

    record Logout() implements Route {}

    /**
     * The login at the provider of OpenID Connect.
     *
     * @param returned whether the browser comes back from there
     */
    record SingleSignOn(boolean returned) implements Route {}

    /** Tells a script whether it is logged in. */
    record WhoAmI() implements Route {}

    /**
     * A page of Spark.
     *
     * @param rest the path on the server behind, with its slash at the start
     */
    record Spark(ClusterKey cluster, SparkPage page, String rest) implements Route {
        /** Where the page is below the gateway, without a slash at the end. */
        public String base() {
            return cluster.path() + page.path();
        }
    }

    /** The same in its proper spelling. */
    record Elsewhere(String path) implements Route {}

    record Unknown() implements Route {}
}
