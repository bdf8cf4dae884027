package dev.hearth.gateway;

import io.vertx.core.http.HttpMethod;
import java.util.Locale;
import java.util.Set;

/**
 * Which requests to Spark change something. Not only what is posted: a job and a stage are also killed by GET
 * (JettyUtils.createRedirectHandler of Spark).
 */
final class StateChange {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private StateChange() {}

    static boolean isOne(HttpMethod method, String path) {
        return !READING.contains(method) || path.toLowerCase(Locale.ROOT).contains("kill");
    }
}
