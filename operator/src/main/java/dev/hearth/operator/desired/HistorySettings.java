package dev.hearth.operator.desired;

import dev.hearth.api.Ports;
import dev.hearth.api.SparkCluster;
import dev.hearth.api.UiPath;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The settings by which applications leave event logs and a history server shows them. */
final class HistorySettings {
    /** Settings that the server reads at its start. */
    static final Predicate<String> READ_BY_SERVER = Pattern.compile(
                    "spark\\.((history|hadoop|ui|acls|admin)\\..*|eventLog\\.(?!enabled$|rolling\\.|buffer\\.).*)")
            .asMatchPredicate();

    private HistorySettings() {}

    static Map<String, String> of(SparkCluster cluster, EventLogs logs) {
        var history = cluster.specOrDefaults().history();
        var values = new TreeMap<String, String>();
        values.put(EventLogs.SWITCH_SETTING, "true");
        values.put(EventLogs.FOLDER_SETTING, logs.folder());
        // A tenth of the size, as a rule.
        values.put("spark.eventLog.compress", "true");
        // An application that never ends, such as a stream, keeps at most about a gigabyte: the server compacts what is
        // older, and leaves out of it what has finished.
        values.put("spark.eventLog.rolling.enabled", "true");
        values.put("spark.eventLog.rolling.maxFileSize", "64m");
        values.put("spark.history.fs.eventLog.rolling.maxFilesToRetain", "16");
        values.put("spark.history.fs.logDirectory", logs.folder());
        values.put("spark.history.ui.port", String.valueOf(Ports.HISTORY_UI));
        values.put("spark.history.fs.cleaner.enabled", "true");
        values.put("spark.history.fs.cleaner.interval", "1h");
        values.put("spark.history.fs.cleaner.maxAge", history.retention());
        // Each takes heap; one that is asked for again is read again.
        values.put("spark.history.retainedApplications", "5");
        pages(cluster).ifPresent(address -> values.put("spark.master.ui.historyServerUrl", address));
        return values;
    }

    /** Where the master's page leads for an application that has finished, since Spark 4.0: beside it, if it is behind a proxy. */
    private static Optional<String> pages(SparkCluster cluster) {
        var names = Names.of(cluster);
        return Optional.of(cluster.specOrDefaults()
                        .sparkConf()
                        .getOrDefault("spark.ui.reverseProxyUrl", UiPath.of(names.namespace(), names.cluster())))
                .filter(address -> !address.isBlank())
                .map(address -> address + "/" + UiPath.FINISHED);
    }
}
