package dev.hearth.gateway.route;

import dev.hearth.api.UiPath;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What each path means. The gateway's own are below {@code /-/}, since no namespace can be called so: whatever its
 * name, a cluster's pages are where they should be.
 */
public final class Routes {
    /** What the gateway's own paths begin with. */
    public static final String OWN = "/-/";

    /** Where a login at the provider of OpenID Connect begins. */
    public static final String SINGLE_SIGN_ON = "/-/oidc";

    /** Where the provider sends browsers back to; people register this address with it. */
    public static final String SINGLE_SIGN_ON_RETURN = "/-/oidc/callback";

    /** What Kubernetes allows, and the spelling of {@link UiPath}. */
    private static final String NAME = "([a-z0-9][-.a-z0-9]{0,252}_?)";

    private static final Pattern CLUSTER = Pattern.compile("/" + NAME + "/" + NAME + "(/.*)?");
    private static final Pattern OWN_CLUSTER =
            Pattern.compile("/-/(clusters|events)/" + NAME + "/" + NAME + "(/[a-z]+)?");
    private static final Pattern PROXIED = Pattern.compile("/proxy/([A-Za-z0-9][-._:\\[\\]A-Za-z0-9]*)(/.*)?");
    private static final Pattern HISTORY = Pattern.compile("/" + UiPath.FINISHED + "(/.*)?");
    private static final Pattern STATIC = Pattern.compile("/-/static/([a-z0-9][-.a-z0-9]*)");

    private Routes() {}

    /**
     * Reads a path.
     *
     * @param path a path that {@link SafePath} has let pass, without query
     */
    public static Route of(String path) {
        return switch (path) {
            case "/", "" -> new Route.Console(Optional.empty());
            case "/-/events" -> new Route.Events(Optional.empty());
            case "/-/login" -> new Route.Login();
            case "/-/logout" -> new Route.Logout();
            case SINGLE_SIGN_ON -> new Route.SingleSignOn(false);
            case SINGLE_SIGN_ON_RETURN -> new Route.SingleSignOn(true);
            case "/-/whoami" -> new Route.WhoAmI();
            default -> path.startsWith(OWN) ? own(path) : cluster(path);
        };
    }

    private static Route own(String path) {
        var file = STATIC.matcher(path);
        if (file.matches()) {
            return new Route.StaticFile(file.group(1));
        }
        var found = OWN_CLUSTER.matcher(path);
        if (!found.matches()) {
            return new Route.Unknown();
        }
        var cluster = new ClusterKey(UiPath.name(found.group(2)), UiPath.name(found.group(3)));
        var verb = Optional.ofNullable(found.group(4)).map(text -> text.substring(1));
        if (found.group(1).equals("clusters")) {
            return verb.<Route>map(word -> new Route.Action(cluster, word))
                    .orElseGet(() -> new Route.Console(Optional.of(cluster)));
        }
        return verb.isEmpty() ? new Route.Events(Optional.of(cluster)) : new Route.Unknown();
    }

    private static Route cluster(String path) {
        var found = CLUSTER.matcher(path);
        if (!found.matches()) {
            return new Route.Unknown();
        }
        var cluster = new ClusterKey(UiPath.name(found.group(1)), UiPath.name(found.group(2)));
        var below = found.group(3) == null ? "" : found.group(3);
        var proper = cluster.path() + below;
        // Relative links and Spark's scripts need the slash, and Spark's own links the proper spelling.
        return path.equals(proper) && !below.isEmpty()
                ? page(cluster, below)
                : new Route.Elsewhere(slashed(proper, below));
    }

    private static Route page(ClusterKey cluster, String below) {
        var proxied = PROXIED.matcher(below);
        if (proxied.matches()) {
            var id = proxied.group(1);
            var page = id.startsWith("worker-") ? new SparkPage.Worker(id) : new SparkPage.Application(id);
            return spark(cluster, page, proxied.group(2));
        }
        var history = HISTORY.matcher(below);
        return history.matches()
                ? spark(cluster, new SparkPage.History(), history.group(1))
                : new Route.Spark(cluster, new SparkPage.Master(), below);
    }

    private static Route spark(ClusterKey cluster, SparkPage page, @org.jspecify.annotations.Nullable String rest) {
        return rest == null
                ? new Route.Elsewhere(cluster.path() + page.path() + "/")
                : new Route.Spark(cluster, page, rest);
    }

    private static String slashed(String path, String below) {
        return below.isEmpty() ? path + "/" : path;
    }
}
