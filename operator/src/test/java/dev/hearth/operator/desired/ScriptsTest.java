package dev.hearth.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
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

    @Test
    void aMasterIsAwaitedUntilItsPageSaysThatItIsElected() throws Exception {
        var statuses = new ArrayDeque<>(List.of(503, 404, 200, 500));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/readyz", exchange -> {
            exchange.sendResponseHeaders(statuses.remove(), -1);
            exchange.close();
        });
        server.start();
        try {
            run(
                    Map.of(),
                    PodParts.script(
                            "await-http.sh", String.valueOf(server.getAddress().getPort()), "/readyz"));
        } finally {
            server.stop(0);
        }
        assertThat(statuses).containsExactly(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"start-master.sh", "start-worker.sh", "start-history.sh", "await-http.sh", "drain-worker.sh"})
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            it is empty at once           | {"executors" : [ ]}                                    | 1 | 1
            it is empty after three looks | {"executors":[{}]} {"executors":[{}]} {"executors":[]} | 3 | 1
            its master must hear it again | {"executors":[{}]} {"executors":[{}]} {"executors":[{}]} {"executors":[{}]} {"executors":[{}]} {"executors":[]} | 6 | 2
            it has not begun or has ended | gone                                                   | 1 | 1
            it is too busy to answer      | slow {"executors":[]}                                  | 2 | 1
            """)
    void aWorkerLeavesWhenItIsEmpty(String why, String answers, int looks, int signals) throws Exception {
        assertThat(drain("600", answers)).as(why).containsExactly(looks, signals);
    }

    @Test
    void aWorkerThatIsNeverEmptyLeavesInTime() throws Exception {
        assertThat(drain("7", "{\"executors\":[{}]}")).containsExactly(7, 2);
    }

    @Test
    void aWorkerWithoutAMasterLeavesAfterHalfAMinute() throws Exception {
        program("master", "exit 1");
        assertThat(drain("600", "{\"executors\":[{}]}")).containsExactly(30, 6);
    }

    /** Runs the hook with a clock that only its sleeping moves; the answers' last one stays. */
    private List<Integer> drain(String seconds, String answers) throws Exception {
        Files.write(
                folder.resolve("answers"),
                answers.replace("{\"executors\" : [ ]}", "empty")
                        .lines()
                        .flatMap(line -> java.util.stream.Stream.of(line.split(" ")))
                        .toList());
        if (!Files.exists(folder.resolve("master"))) {
            program("master", "exit 0");
        }
        program("path/timeout", """
                cd "${0%/*}/.."
                [ $# -eq 4 ] || exec ./master
                echo >> looks
                answer=$(head -1 answers)
                [ "$(wc -l < answers)" -eq 1 ] || sed -i 1d answers
                case $answer in
                  gone) exit 1 ;;
                  slow) exit 124 ;;
                  empty) echo '{"executors" : [ ]}' ;;
                  *) echo "$answer" ;;
                esac
                """);
        // Functions win over what the shell has built in: the first process here is not ours to signal.
        var functions = Files.writeString(folder.resolve("functions"), """
                unset SECONDS; SECONDS=0
                kill() { [ "$*" = "-PWR 1" ] && echo >> "$HOME/signals"; }
                sleep() { SECONDS=$((SECONDS + $1)); }
                """);
        Files.writeString(folder.resolve("looks"), "");
        Files.writeString(folder.resolve("signals"), "");
        run(Map.of("BASH_ENV", functions.toString()), PodParts.script("drain-worker.sh", seconds, "demo-master-0"));
        return List.of(
                Files.readAllLines(folder.resolve("looks")).size(),
                Files.readAllLines(folder.resolve("signals")).size());
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
