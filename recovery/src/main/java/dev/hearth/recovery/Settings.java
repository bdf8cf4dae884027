package dev.hearth.recovery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a master has to know of the cluster that it is part of, from the environment that its operator gives it.
 *
 * @param namespace of all objects below
 * @param identity the name of this master in the election
 * @param lease the name of the Lease
 * @param memory the name of the Secrets, to which their numbers are added
 * @param shards how many Secrets there are
 * @param masters the pods of all masters of the cluster; empty if there is only one
 * @param container the name of the container that masters run in
 */
record Settings(
        String namespace,
        String identity,
        String lease,
        String memory,
        int shards,
        List<String> masters,
        String container,
        Timing timing) {

    static Settings of(Map<String, String> environment) {
        return new Settings(
                required(environment, "HEARTH_NAMESPACE"),
                Witness.identity(required(environment, "HEARTH_POD_NAME"), required(environment, "HEARTH_POD_UID")),
                required(environment, "HEARTH_LEASE"),
                required(environment, "HEARTH_MEMORY"),
                Integer.parseInt(required(environment, "HEARTH_MEMORY_SHARDS")),
                Stream.of(environment.getOrDefault("HEARTH_MASTERS", "").split(" "))
                        .filter(name -> !name.isEmpty())
                        .toList(),
                required(environment, "HEARTH_CONTAINER"),
                Timing.ofLease(Duration.ofSeconds(Long.parseLong(required(environment, "HEARTH_LEASE_SECONDS")))));
    }

    /** The path of a Secret, counted from zero. */
    String shard(int number) {
        return "/api/v1/namespaces/" + namespace + "/secrets/" + memory + "-" + number;
    }

    String pods() {
        return "/api/v1/namespaces/" + namespace + "/pods";
    }

    private static String required(Map<String, String> environment, String variable) {
        var value = environment.get(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The environment variable " + variable
                    + " is missing. A master with Hearth's recovery is started by the operator or by `hearth render`.");
        }
        return value;
    }
}
