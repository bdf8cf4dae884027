package dev.hearth.operator.observe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;

/**
 * What a Spark master says of its cluster at {@code /json/} (Spark's {@code deploy/JsonProtocol.scala}).
 *
 * @param status STANDBY, ALIVE, RECOVERING or COMPLETING_RECOVERY
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MasterState(
        String status, List<Worker> workers, List<Application> activeapps, List<Application> completedapps) {

    private static final String ALIVE = "ALIVE";
    private static final String UNKNOWN = "UNKNOWN";

    public MasterState {
        status = Objects.requireNonNullElse(status, UNKNOWN);
        workers = workers == null ? List.of() : List.copyOf(workers);
        activeapps = activeapps == null ? List.of() : List.copyOf(activeapps);
        completedapps = completedapps == null ? List.of() : List.copyOf(completedapps);
    }

    /** Whether this master hands out cores now. */
    public boolean leads() {
        return status.equals(ALIVE);
    }

    /**
     * One registered worker. Spark keeps rows of workers that died or left, with their old figures.
     *
     * @param host the address that the worker advertised, which is its pod's
     * @param memory MiB
     * @param memoryused MiB
     * @param state ALIVE, DEAD, DECOMMISSIONED or UNKNOWN
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Worker(String id, String host, int cores, int coresused, long memory, long memoryused, String state) {
        public Worker {
            id = Objects.requireNonNullElse(id, "");
            host = Objects.requireNonNullElse(host, "");
            state = Objects.requireNonNullElse(state, UNKNOWN);
        }

        public boolean alive() {
            return state.equals(ALIVE);
        }

        public boolean dead() {
            return state.equals("DEAD");
        }

        /** The address as Kubernetes writes it: Spark puts one of IPv6 in brackets. */
        public String address() {
            return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        }
    }

    /**
     * One application.
     *
     * @param cores granted so far
     * @param starttime milliseconds since the epoch
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Application(String id, String name, int cores, String state, long starttime) {
        public Application {
            id = Objects.requireNonNullElse(id, "");
            name = Objects.requireNonNullElse(name, "");
            state = Objects.requireNonNullElse(state, UNKNOWN);
        }
    }
}
