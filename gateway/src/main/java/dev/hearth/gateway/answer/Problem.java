package dev.hearth.gateway.answer;

import dev.hearth.gateway.route.ClusterKey;

/**
 * Why a person does not get what they asked for.
 *
 * @param status of HTTP
 * @param title in a few words
 * @param message what happened
 * @param advice what to do next; may be empty
 * @param link a path below the gateway that helps on
 * @param linkText what is there
 */
public record Problem(int status, String title, String message, String advice, String link, String linkText) {
    private static final String CONSOLE = "/";

    public static Problem of(int status, String title, String message, String advice) {
        return new Problem(status, title, message, advice, CONSOLE, "All clusters");
    }

    public static Problem badRequest(String message) {
        return of(400, "This address or request cannot be read", message, "");
    }

    public static Problem unknownPage() {
        return of(404, "There is no such page", "Nothing is at this address.", "");
    }

    /** Also for those who may not know whether there is such a cluster. */
    public static Problem unknownCluster(ClusterKey cluster) {
        return of(
                404,
                "No cluster " + cluster,
                "There is no such cluster, or you may not see it.",
                "To see a cluster, you need the right to get sparkclusters in its namespace.");
    }

    public static Problem forbidden(ClusterKey cluster) {
        return of(
                403,
                "You may not change " + cluster,
                "Nothing was changed.",
                "To change a cluster or stop what runs in it, you need the right to update sparkclusters in its namespace.");
    }

    public static Problem crossSite() {
        return of(
                403,
                "Another site asked for this",
                "The request did not come from a page of this gateway, so nothing was changed.",
                "If you meant it, go to the page and repeat it there.");
    }

    public static Problem unauthenticated() {
        return of(
                401,
                "Log in first",
                "This needs a Kubernetes token.",
                "Send it as `Authorization: Bearer TOKEN`, or log in with a browser.");
    }

    public static Problem badGateway(String message, String cause) {
        return of(502, "No answer from Spark", message + ": " + cause, "If it has just started or left, try again.");
    }

    public static Problem busy() {
        return of(503, "Too much at once", "The gateway handles as many requests as it can.", "Try again in a moment.");
    }

    public static Problem unavailable(String message) {
        return of(503, "Kubernetes does not answer", message, "Try again in a moment.");
    }

    /** The same, with a way to a cluster's page. */
    public Problem leadingTo(ClusterKey cluster) {
        return leadingTo("/-/clusters" + cluster.path(), "Cluster " + cluster.name());
    }

    /** The same, with a way to a page below the gateway. */
    public Problem leadingTo(String path, String text) {
        return new Problem(status, title, message, advice, path, text);
    }
}
