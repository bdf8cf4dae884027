package dev.hearth.gateway.proxy;

import java.util.regex.Pattern;

/**
 * The addresses of one page of Spark, from its server's point of view and from a browser's.
 *
 * @param cluster path of the cluster below the gateway, for example /default/demo
 * @param page path of the page, which begins with the cluster's, for example /default/demo/proxy/app-1
 * @param outer what browsers have before all of these; may be empty
 */
record Links(String cluster, String page, String outer) {
    private static final Pattern ORIGIN = Pattern.compile("^(?:[A-Za-z][-+.A-Za-z0-9]*:)?//[^/?#]*");
    private static final String PROXY = "/proxy/";

    /**
     * Where a browser finds what a redirect leads to. Spark puts its own host before it, which no browser reaches, and
     * loses the path before its own (JettyUtils.createProxyLocationHeader); any other host is not a place to send people.
     */
    String location(String told) {
        var path = ORIGIN.matcher(told).replaceFirst("");
        if (!path.startsWith("/")) {
            // Relative to what the browser asked for; nothing but a path may start it.
            return path.isEmpty() ? outer + page + "/" : "./" + path;
        }
        return outer + below(path.replaceFirst("^/+", "/"));
    }

    private String below(String path) {
        if (path.equals(cluster) || path.startsWith(cluster + "/")) {
            return path;
        }
        return path.startsWith(PROXY) ? cluster + path : page + path;
    }

    /** The path for which a browser keeps a cookie of this page. */
    String cookiePath() {
        return outer + page + "/";
    }
}
