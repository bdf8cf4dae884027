package dev.hearth.operator.observe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What a Spark master says of its cluster at {@code /json/} (Spark's {@code deploy/JsonProtocol.scala}).
 *
 * @param status STANDBY, ALIVE, RECOVERING or COMPLETING_RECOVERY
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MasterState(
        String status, List<Worker> workers, List<Application> activeapps, List<Application> completedapps) {

    public MasterState {
        workers = workers == null ? List.of() : List.copyOf(workers);
        activeapps = activeapps == null ? List.of() : List.copyOf(activeapps);
        completedapps = completedapps == null ? List.of() : List.copyOf(completedapps);
    }

    /** Whether this master hands out cores now. */
    public boolean leads() {
        return status.equals("ALIVE");
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
        public boolean alive() {
            return state.equals("ALIVE");
        }
    }

    /**
     * One application.
     *
     * @param cores granted so far
     * @param starttime milliseconds since the epoch
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Application(String id, String name, int cores, String state, long starttime) {}
}
