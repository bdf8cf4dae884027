package dev.hearth.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs what the pods run, with a Spark that only prints its arguments. */
class ScriptsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void installASparkThatPrints() throws IOException {
        program("bin/spark-class", "printf '%s ' \"$@\"");
        program("path/tini", "shift; exec \"$@\"");
        // The worker's script waits for a master by it.
        program("path/timeout", "exit 0");
    }

    @Test
    void aMasterAdvertisesTheNameThatItIsGiven() throws Exception {
        assertThat(run(Map.of(), PodParts.script("start-master.sh", "demo-master-0", events())))
                .isEqualTo("org.apache.spark.deploy.master.Master --host demo-master-0 --port 7077 --webui-port 8080");
        assertThat(folder.resolve("recovery")).isDirectory();
        assertThat(folder.resolve("events")).isDirectory();
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.2, 10.0.0.2", "fd00::2, [fd00::2]"})
    void aWorkerAdvertisesItsAddressAsSparkReadsIt(String address, String advertised) throws Exception {
        assertThat(run(
                        Map.of("SPARK_LOCAL_HOSTNAME", address),
                        PodParts.script("start-worker.sh", "demo-master-0", "2", "1024m", events())))
                .isEqualTo("org.apache.spark.deploy.worker.Worker --host %s --port 7078 --webui-port 8081"
                                .formatted(advertised)
                        + " --cores 2 --memory 1024m --work-dir %s/work spark://demo-master-0:7077".formatted(folder));
    }

    @Test
    void aHistoryServerFindsItsSettingsByItself() throws Exception {
        assertThat(run(Map.of(), PodParts.script("start-history.sh")))
                .isEqualTo("org.apache.spark.deploy.history.HistoryServer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start-master.sh", "start-worker.sh", "start-history.sh", "probe-http.sh"})
    void commentsAreNoPartOfAPod(String script) throws Exception {
        assertThat(PodParts.resource(script)).contains("# ");
        assertThat(PodParts.script(script).get(2).lines())
                .isNotEmpty()
                .noneMatch(line -> line.strip().startsWith("#"));
    }

    @Test
    void onlyWholeLinesAreTakenForComments() {
        assertThat(PodParts.withoutComments("# why\n\nif x; then\n  # because\n  echo '#' # ${a#b}\nfi\n"))
                .isEqualTo("if x; then\n  echo '#' # ${a#b}\nfi");
    }

    private String events() {
        return folder.resolve("events").toString();
    }

    private void program(String name, String body) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String run(Map<String, String> environment, List<String> command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME", folder.toString(),
                        "HOME", folder.toString(),
                        "SPARK_RECOVERY_DIR", folder.resolve("recovery").toString(),
                        "PATH", folder.resolve("path") + ":" + System.getenv("PATH")));
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}
