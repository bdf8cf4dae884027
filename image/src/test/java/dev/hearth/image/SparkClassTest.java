package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the image's {@code spark-class} with programs that print their arguments in place of Java and the original. */
final class SparkClassTest {

    private static final String MASTER = "org.apache.spark.deploy.master.Master";
    private static final String WORKER = "org.apache.spark.deploy.worker.Worker";

    @TempDir
    Path spark;

    @BeforeEach
    void layOutSpark() throws IOException {
        Path bin = Files.createDirectories(spark.resolve("bin"));
        Files.createDirectories(spark.resolve("hearth"));
        Files.writeString(spark.resolve("hearth/options"), "--add-opens=java.base/java.lang=ALL-UNNAMED\n-Dnetty=1\n");
        Files.writeString(bin.resolve("load-spark-env.sh"), "export SPARK_CONF_DIR=${SPARK_CONF_DIR:-/conf}\n");
        program(bin.resolve("spark-class.orig"), "echo original; printf '%s\\n' \"$@\"");
        program(bin.resolve("java"), "printf '%s\\n' \"$@\"");
        program(bin.resolve("spark-class"), Scripts.text("spark-class").replace("/opt/spark", spark.toString()));
    }

    @Test
    void startsAMasterWithTheLaunchersOptionsAndASmallHeap() {
        assertThat(sparkClass(Map.of(), MASTER, "--host", "m"))
                .containsExactly(
                        "-cp",
                        "/conf/:" + spark + "/jars/*",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Dnetty=1",
                        MASTER,
                        "--host",
                        "m");
    }

    @Test
    void letsTheUserChooseMemoryCollectorAndClassPath() {
        assertThat(sparkClass(
                        Map.of(
                                "SPARK_DAEMON_MEMORY", "2g",
                                "SPARK_DAEMON_JAVA_OPTS", "-XX:+UseG1GC -Da=1",
                                "SPARK_WORKER_OPTS", "-Db=2",
                                "SPARK_DAEMON_CLASSPATH", "/first.jar",
                                "SPARK_DIST_CLASSPATH", "/last.jar"),
                        WORKER))
                .startsWith("-cp", "/first.jar:/conf/:" + spark + "/jars/*:/last.jar", "-XX:TieredStopAtLevel=1")
                .containsSubsequence("-XX:+UseG1GC", "-Da=1", "-Db=2", "-Xmx2g")
                .doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void leavesQuotedOptionsToTheLauncher() {
        assertThat(sparkClass(Map.of("SPARK_DAEMON_JAVA_OPTS", "-Da='b c'"), MASTER))
                .containsExactly("original", MASTER);
    }

    @Test
    void leavesEveryOtherClassToTheLauncher() {
        assertThat(sparkClass(Map.of(), "org.apache.spark.deploy.SparkSubmit", "a b"))
                .containsExactly("original", "org.apache.spark.deploy.SparkSubmit", "a b");
    }

    @Test
    void givesAHistoryServerTheFullCompilerAndHeap() {
        assertThat(sparkClass(Map.of(), "org.apache.spark.deploy.history.HistoryServer"))
                .contains("-Xmx1g")
                .doesNotContain("-XX:TieredStopAtLevel=1");
    }

    private List<String> sparkClass(Map<String, String> environment, String... arguments) {
        var words = new ArrayList<>(List.of(spark.resolve("bin/spark-class").toString()));
        words.addAll(List.of(arguments));
        var variables = new HashMap<>(environment);
        variables.put("SPARK_HOME", spark.toString());
        // The script looks for bin/java in it.
        variables.put("JAVA_HOME", spark.toString());
        return new Command(words, variables).run("The script failed.").lines().toList();
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text.startsWith("#!") ? text : "#!/bin/sh\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
