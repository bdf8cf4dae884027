package dev.hearth.gateway;

import dev.hearth.gateway.login.LoginOptions;
import dev.hearth.gateway.oidc.OidcConfig;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How an installed gateway is set up, from its environment.
 *
 * @param basePath path below which everything is, without a slash at its end; usually empty
 * @param login who may come in, besides who has a Kubernetes token
 * @param namespaces whose clusters are served; all if empty
 * @param sessionSecret name of the Secret with the key of sessions
 * @param ownNamespace where that Secret is
 * @param peers name that DNS knows the addresses of all replicas by; empty if this is the only one
 */
public record GatewayConfig(
        String basePath,
        LoginOptions login,
        List<String> namespaces,
        String sessionSecret,
        String ownNamespace,
        String peers) {
    public static final String BASE_PATH = "HEARTH_BASE_PATH";
    public static final String ANONYMOUS_READ = "HEARTH_ANONYMOUS_READ";
    public static final String NAMESPACES = "HEARTH_NAMESPACES";
    public static final String SESSION_SECRET = "HEARTH_SESSION_SECRET";
    public static final String POD_NAMESPACE = "HEARTH_POD_NAMESPACE";

    public static final String PEERS = "HEARTH_PEERS";

    /** Where browsers come in. */
    public static final int PORT = 8080;

    /** Where the kubelet, Prometheus and other replicas come in. */
    public static final int HEALTH_PORT = 8081;

    private static final Pattern SIMPLE_PATH = Pattern.compile("(/[-A-Za-z0-9._~]+)*");

    public GatewayConfig {
        basePath = basePath.replaceFirst("/+$", "");
        if (!SIMPLE_PATH.matcher(basePath).matches()) {
            throw new IllegalArgumentException(BASE_PATH + " must be a path such as /spark, not '" + basePath + "'");
        }
    }

    static GatewayConfig of(Map<String, String> environment) {
        return new GatewayConfig(
                environment.getOrDefault(BASE_PATH, ""),
                new LoginOptions(
                        Boolean.parseBoolean(environment.getOrDefault(ANONYMOUS_READ, "false")),
                        OidcConfig.of(environment)),
                Stream.of(environment.getOrDefault(NAMESPACES, "").split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                environment.getOrDefault(SESSION_SECRET, "hearth-gateway"),
                environment.getOrDefault(POD_NAMESPACE, "hearth-system"),
                environment.getOrDefault(PEERS, ""));
    }
}
