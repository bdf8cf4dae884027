package dev.hearth.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs what the pods run, with a Spark that only prints its arguments. */
class ScriptsTest {
    /** As Spark's masters print it (JsonProtocol.scala). */
    private static final String STANDBY = """
            {
              "workers" : [ {
                "state" : "ALIVE"
              } ],
              "status" : "STANDBY"
            }""";

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
    @CsvSource({"17.0.18, CUSTOM", "21.0.1, CUSTOM", "11.0.30, FILESYSTEM", "1.8.0_402, FILESYSTEM"})
    void aMasterRemembersInTheBestWayThatItsJavaAllows(String java, String mode) throws Exception {
        program("bin/spark-class", "printf '%s ' \"$SPARK_MASTER_OPTS\" \"$SPARK_DIST_CLASSPATH\"");
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + java + "\"\n");
        var environment = Map.of(
                "JAVA_HOME", folder.toString(), "HEARTH_RECOVERY_JAR", "/its.jar", "SPARK_MASTER_OPTS", "-Dof=theirs");
        assertThat(run(environment, PodParts.script("start-master.sh", "demo-master-0", events())))
                .contains("-Dspark.deploy.recoveryMode=" + mode + " ", "-Dof=theirs")
                .satisfies(options -> assertThat(options.endsWith("/its.jar")).isEqualTo(mode.equals("CUSTOM")));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.2, 10.0.0.2", "fd00::2, [fd00::2]"})
    void aWorkerAdvertisesItsAddressAsSparkReadsIt(String address, String advertised) throws Exception {
        assertThat(run(Map.of("SPARK_LOCAL_HOSTNAME", address), worker("demo-master-0")))
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
    void aMasterIsAwaitedUntilItSaysThatItIsElected() throws Exception {
        var master = new Answers("503 no", "404 no", "200 yes", "500 never");
        try (master) {
            run(
                    Map.of(),
                    PodParts.awaitLocalHttp("/v1/submissions/readyz", master.port())
                            .getExec()
                            .getCommand());
        }
        assertThat(master.remaining()).containsExactly("500 never");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALIVE", "RECOVERING", "COMPLETING_RECOVERY"})
    void aWorkerStartsWhenItsMasterIsMoreThanAStandby(String elected) throws Exception {
        var master = new Answers("503 no", "200 " + STANDBY, "200 " + STANDBY.replace("STANDBY", elected), "500 never");
        try (master) {
            // The master's port is always the same: what limits the wait leads it to another.
            program("path/timeout", "shift; exec \"${@/#8080/%d}\"".formatted(master.port()));
            assertThat(run(Map.of("SPARK_LOCAL_HOSTNAME", "10.0.0.2"), worker("127.0.0.1")))
                    .endsWith("spark://127.0.0.1:7077");
        }
        assertThat(master.remaining()).containsExactly("500 never");
    }

    @Test
    void aWorkerThatWaitsEndsAtOnceWhenItIsTold() throws Exception {
        program("path/timeout", "echo waits; exec tail -f /dev/null --pid \"$PPID\"");
        var worker = start(Map.of("SPARK_LOCAL_HOSTNAME", "10.0.0.2"), worker("127.0.0.1"));
        assertThat(worker.inputReader().readLine()).isEqualTo("waits");
        worker.destroy();
        assertThat(worker.waitFor()).isEqualTo(143);
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
        run(Map.of("BASH_ENV", functions.toString()), PodParts.script("drain-worker.sh", seconds, "demo-master"));
        return List.of(
                Files.readAllLines(folder.resolve("looks")).size(),
                Files.readAllLines(folder.resolve("signals")).size());
    }

    private List<String> worker(String master) {
        return PodParts.script("start-worker.sh", master, "2", "1024m", events(), PodParts.scriptText("await-http.sh"));
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
        var process = start(environment, command);
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    private Process start(Map<String, String> environment, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME", folder.toString(),
                        "HOME", folder.toString(),
                        "SPARK_RECOVERY_DIR", folder.resolve("recovery").toString(),
                        "PATH", folder.resolve("path") + ":" + System.getenv("PATH")));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** A server that gives each of its answers, a status and a body, once. */
    private record Answers(HttpServer server, Deque<String> remaining) implements AutoCloseable {
        Answers(String... answers) throws IOException {
            this(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
                    new ConcurrentLinkedDeque<>(List.of(answers)));
            server.createContext("/", exchange -> {
                String[] answer = remaining.remove().split(" ", 2);
                var body = answer[1].getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
