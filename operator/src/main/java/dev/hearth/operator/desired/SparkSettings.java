package dev.hearth.operator.desired;

import dev.hearth.api.SparkCluster;
import dev.hearth.api.SparkClusterSpec;
import dev.hearth.api.UiPath;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The settings of a cluster (spark-defaults.conf), read by its masters, its workers and every driver in it.
 *
 * @param values every setting, those of the spec having won over the operator's own
 * @param derived settings that nobody asked for and that follow the size of the workers; a master that still has the
 *     value of an earlier size is not worth a restart
 */
public record SparkSettings(SortedMap<String, String> values, Set<String> derived) {
    static final String DECOMMISSION = "spark.decommission.enabled";
    private static final String DEFAULT_CORES = "spark.deploy.defaultCores";

    /** A worker that leaves tells its executors, and they hand their blocks to others. */
    private static final Map<String, String> DRAINING = Map.of(
            DECOMMISSION,
            "true",
            "spark.storage.decommission.enabled",
            "true",
            // An executor ends with the second look that finds nothing left to move; by default that is after 30 s.
            "spark.storage.decommission.replicationReattemptInterval",
            "5s",
            // The same for whole hosts, at an address of the master that asks for no password.
            "spark.master.ui.decommission.allow.mode",
            "DENY");

    private static final String RETRIES = "1000000";
    static final String AUTHENTICATION_SECRET = "spark.authenticate.secret";

    /** Settings that look like an application's, but that a worker reads at its own start: it cleans up and rolls logs. */
    private static final Predicate<String> WORKER_TOO = Pattern.compile(
                    "spark\\.(shuffle\\.service\\..*|executor\\.logs\\.rolling\\..*|storage\\.cleanupFilesAfterExecutorExit)")
            .asMatchPredicate();

    /** Settings that only applications read, at their own start. Changing one needs no restart of a master or worker. */
    private static final Predicate<String> APPLICATION_ONLY = Pattern.compile("spark\\."
                    + "(app|broadcast|checkpoint|connect|default|driver|dynamicAllocation|eventLog|excludeOnFailure|executor|files"
                    + "|hadoop|history|io|jars|kryo|kryoserializer|locality|logConf|memory|plugins|pyspark|python|r|rdd|repl"
                    + "|scheduler|serializer|shuffle|speculation|sql|stage|storage|streaming|submit|task|yarn)(\\..*)?"
                    + "|spark\\.cores\\.max")
            .asMatchPredicate()
            .and(WORKER_TOO.negate());

    private static final Predicate<String> MASTER_ONLY =
            Pattern.compile("spark\\.(deploy|master)\\..*").asMatchPredicate();

    /** The master counts the beats that spark.worker.timeout spaces. */
    private static final Predicate<String> WORKER_ONLY = Pattern.compile("spark\\.worker\\.(?!timeout$).*")
            .asMatchPredicate()
            .or(WORKER_TOO);

    /**
     * Works out the settings of a cluster.
     *
     * @param authenticationSecret the secret that masters, workers and drivers of this cluster share
     * @param logs where event logs are kept, if they are
     */
    static SparkSettings of(SparkCluster cluster, String authenticationSecret, Optional<EventLogs> logs) {
        var spec = cluster.specOrDefaults();
        var values = new TreeMap<String, String>();
        values.put("spark.master", Names.of(cluster).masterUrl());
        values.put("spark.authenticate", "true");
        values.put(AUTHENTICATION_SECRET, authenticationSecret);
        // Without a bound the first application would hold every core of the cluster until it ends.
        values.put(DEFAULT_CORES, String.valueOf(spec.workers().cores()));
        if (!spec.sparkConf().containsKey(DEFAULT_CORES)) {
            // The same bound where drivers read it: a running master keeps the one of an earlier size of the workers.
            values.put("spark.cores.max", String.valueOf(spec.workers().cores()));
        }
        values.put("spark.executor.memory", executorMemory(spec).spark());
        // Pages link to one another through the gateway, at whatever host it is: no browser reaches a pod's address.
        values.put("spark.ui.reverseProxy", "true");
        values.put(
                "spark.ui.reverseProxyUrl",
                UiPath.of(
                        cluster.getMetadata().getNamespace(),
                        cluster.getMetadata().getName()));
        // Fixed ports, so that network policies can name them; further drivers or executors of a pod count upwards.
        values.put("spark.driver.port", "7078");
        values.put("spark.driver.blockManager.port", "7079");
        values.put("spark.blockManager.port", "7079");
        values.put("spark.port.maxRetries", "64");
        values.put("spark.worker.cleanup.enabled", "true");
        values.put("spark.jars.ivy", PodParts.HOME + "/ivy");
        values.put("spark.sql.warehouse.dir", PodParts.HOME + "/warehouse");
        // Without end, and every 5 to 15 s: by default a worker asks ever less often, and gives up after ten minutes.
        values.put("spark.worker.initialRegistrationRetries", RETRIES);
        values.put("spark.worker.maxRegistrationRetries", RETRIES);
        // It asks for the Service that leads to whoever leads, and not only for the master that it lost.
        values.put("spark.worker.preferConfiguredMasterAddress", "true");
        // The first packet to a pod that has just gone is lost, and Spark would wait two minutes for its answer.
        values.put("spark.rpc.io.connectionCreationTimeout", "10s");
        values.putAll(DRAINING);
        if (SparkVersion.of(spec).masterAnswersReadyz()) {
            values.put("spark.master.rest.enabled", "true");
            // It knows no secret and starts whatever it is asked to, so nobody outside the pod may ask.
            values.put("spark.master.rest.host", "127.0.0.1");
        } else {
            // It could not be confined to the pod.
            values.put("spark.master.rest.enabled", "false");
        }
        logs.ifPresent(kept -> values.putAll(HistorySettings.of(cluster, kept)));
        values.putAll(spec.sparkConf());
        return new SparkSettings(
                values, spec.sparkConf().containsKey(DEFAULT_CORES) ? Set.of() : Set.of(DEFAULT_CORES));
    }

    /** Spark's default of 1g, or what the worker has if that is less: a larger executor would wait for ever. */
    private static Memory executorMemory(SparkClusterSpec spec) {
        return new Memory(Math.min(1024, Memory.parse(spec.workers().memory()).mebibytes()));
    }

    /** The text of spark-defaults.conf, in the syntax of {@link java.util.Properties}, which Spark reads it with. */
    String defaultsFile() {
        var text = new StringBuilder(
                "# Written by Hearth from the SparkCluster. Change it there: edits here are undone.\n");
        values.forEach((key, value) ->
                text.append(key).append('=').append(escape(value)).append('\n'));
        return text.toString();
    }

    private static String escape(String value) {
        var escaped = value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        return escaped.startsWith(" ") ? "\\" + escaped : escaped;
    }

    /** Changes if, and only if, a setting changes that a running master has read. */
    String masterFingerprint() {
        return fingerprint(APPLICATION_ONLY.or(WORKER_ONLY).or(derived::contains));
    }

    /** Changes if, and only if, a setting changes that a running worker has read. */
    String workerFingerprint() {
        return fingerprint(APPLICATION_ONLY.or(MASTER_ONLY));
    }

    /** Changes if, and only if, a setting changes that a running history server has read. */
    String historyFingerprint() {
        return fingerprint(HistorySettings.READ_BY_SERVER.negate());
    }

    private String fingerprint(Predicate<String> irrelevant) {
        return Digests.of(values.entrySet().stream()
                .filter(setting -> !irrelevant.test(setting.getKey()))
                .map(Map.Entry::toString));
    }
}
