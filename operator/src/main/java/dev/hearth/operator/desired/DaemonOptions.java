package dev.hearth.operator.desired;

import dev.hearth.api.SparkCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * JVM options of a master, worker or history server. System properties win over spark-defaults.conf in Spark, so what the user has set
 * must not be set here again.
 */
final class DaemonOptions {
    private final Map<String, String> fromUser;
    private final List<String> options = new ArrayList<>();

    private DaemonOptions(Map<String, String> fromUser) {
        this.fromUser = fromUser;
    }

    static DaemonOptions of(SparkCluster cluster) {
        // Daemons start often and then mostly wait: the first compiler and the serial collector halve their start.
        return of(cluster, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
    }

    /** A history server reads large event logs, which is work for the optimising compiler. */
    static DaemonOptions ofHistory(SparkCluster cluster) {
        return of(cluster, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
    }

    private static DaemonOptions of(SparkCluster cluster, String... options) {
        var daemon = new DaemonOptions(cluster.specOrDefaults().sparkConf());
        daemon.options.addAll(List.of(options));
        // A busy port must be an error here: a master that silently moves to 7078 is found by nobody.
        return daemon.unlessSet("spark.port.maxRetries", "0");
    }

    DaemonOptions unlessSet(String key, String value) {
        if (!fromUser.containsKey(key)) {
            options.add("-D" + key + "=" + value);
        }
        return this;
    }

    String text() {
        return String.join(" ", options);
    }
}
