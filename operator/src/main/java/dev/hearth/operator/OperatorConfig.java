package dev.hearth.operator;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The operator's settings, read from its environment once at start.
 *
 * @param namespaces the namespaces to watch; empty means all
 * @param namespace the namespace that the operator runs in, which holds its lease
 * @param identity names this replica in the lease
 * @param healthPort port of /livez and /readyz
 * @param leaderElection whether several replicas may run
 */
public record OperatorConfig(
        Set<String> namespaces, String namespace, String identity, int healthPort, boolean leaderElection) {
    public static final String NAMESPACES = "HEARTH_NAMESPACES";
    public static final String POD_NAMESPACE = "HEARTH_POD_NAMESPACE";
    public static final String POD_NAME = "HEARTH_POD_NAME";
    public static final String LEADER_ELECTION = "HEARTH_LEADER_ELECTION";
    public static final int HEALTH_PORT = 8088;

    /** The lease that replicas compete for. */
    public static final String LEASE = "hearth-operator";

    private static final String OTHER_HEALTH_PORT = "HEARTH_HEALTH_PORT";

    static OperatorConfig from(Map<String, String> environment) {
        return new OperatorConfig(
                Arrays.stream(environment.getOrDefault(NAMESPACES, "").split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()),
                environment.getOrDefault(POD_NAMESPACE, "default"),
                environment.getOrDefault(POD_NAME, "hearth-operator"),
                Integer.parseInt(environment.getOrDefault(OTHER_HEALTH_PORT, String.valueOf(HEALTH_PORT))),
                Boolean.parseBoolean(environment.getOrDefault(LEADER_ELECTION, "true")));
    }
}
