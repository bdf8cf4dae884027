package dev.hearth.gateway.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything about one cluster, as the console's scripts read it. */
record Detail(
        String namespace,
        String name,
        Summary.State state,
        String reason,
        Summary.Amount cores,
        Summary.Amount memoryMiB,
        String created,
        String sparkVersion,
        Summary.Links links,
        Summary.May may,
        List<Master> masters,
        List<Worker> workers,
        List<Application> applications,
        List<Condition> conditions,
        List<Event> events,
        Load load,
        Spec spec,
        Commands commands) {

    record Master(
            String pod,
            boolean leader,
            boolean ready,
            @Nullable String node) {}

    /**
     * A worker, or a pod that will be one.
     *
     * @param id Spark's name for it, once it has registered
     * @param link path of its page below the gateway
     */
    record Worker(
            String pod,
            @Nullable String id,
            String state,
            int cores,
            int coresUsed,
            long memoryMiB,
            long memoryUsedMiB,
            @Nullable String node,
            List<Executor> executors,
            @Nullable String link) {}

    /** What an application holds of a worker. */
    record Executor(String app, int cores, long memoryMiB) {}

    record Application(
            String id,
            String name,
            String user,
            String state,
            int cores,
            long memoryPerExecutorMiB,
            String started,
            @Nullable String ended,
            @Nullable String link) {}

    record Condition(String type, String status, String reason, String message, String since) {}

    record Event(@Nullable String time, String type, String reason, String message, String object, int count) {}

    /** What happened since somebody looks. */
    record Load(String since, List<Point> points) {}

    record Point(String t, long coresUsed, long coresTotal, int workers, int waiting) {}

    record Spec(int replicas, boolean suspend) {}

    /** What to type for a session of one's own. */
    record Commands(String pyspark, String submit) {}
}
