package dev.hearth.image;

import java.util.LinkedHashMap;
import java.util.List;

/** How containers of Spark's image start; the Dockerfile says the same. */
final class SparkConfig {

    /** The user id that Apache's own image has too. */
    static final int USER = 185;

    private SparkConfig() {}

    static ImageConfig of(String version, String scalaVersion, Base base, List<String> entrypoint) {
        var environment = new LinkedHashMap<>(base.environment());
        environment.put("PATH", "/opt/spark/bin:/opt/spark/sbin:/opt/spark/hearth/jvm/bin:" + base.path());
        environment.put("SPARK_HOME", "/opt/spark");
        environment.put("JAVA_HOME", "/opt/spark/hearth/jvm");
        environment.put("PYTHONPATH", "/opt/spark/python:/opt/spark/python/lib/py4j-src.zip");
        environment.put("LANG", "C.UTF-8");
        // For those who start java themselves; Spark's scripts set it, and its launcher refuses to work without.
        environment.put("SPARK_SCALA_VERSION", scalaVersion);
        var labels = new LinkedHashMap<>(ImageConfig.labels(
                "Apache Spark " + version,
                "Apache Spark for Hearth's clusters, with a class-data archive for a quick start",
                version));
        labels.putAll(base.labels());
        return new ImageConfig(
                environment, entrypoint, List.of("/bin/bash"), Integer.toString(USER), "/opt/spark/work-dir", labels);
    }
}
