package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs, from the upload to the exit code. */
@RealKubernetes
class SubmitE2E {
    @TempDir
    private Path folder;

    private TestNamespace namespace;
    private Shell shell;

    @BeforeAll
    void aCluster() {
        namespace = TestNamespace.withDemo("e2e-submit", 1);
        shell = World.get().shell();
    }

    /** What one test left behind must not be another's failure. */
    @AfterEach
    void removeDrivers() {
        drivers()
                .forEach(pod ->
                        namespace.client().resource(pod).withGracePeriod(0).delete());
    }

    @AfterAll
    void removeAll() {
        namespace.close();
    }

    private Shell.Result submit(String... arguments) {
        return shell.run(command(arguments));
    }

    private Background start(Shell place, String... arguments) {
        return Background.start(place, command(arguments));
    }

    /** Small, because other tests may share the machine. */
    private String[] command(String... arguments) {
        var command = List.of("./hearth", "-n", namespace.name(), "submit", "--cores", "50m", "demo");
        return Stream.concat(command.stream(), Stream.of(arguments)).toArray(String[]::new);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private List<Pod> drivers() {
        return namespace.pods("demo", "driver");
    }

    private void awaitNoDriver() {
        await().atMost(Duration.ofMinutes(1)).until(() -> drivers().isEmpty());
    }

    private static String phase(Pod pod) {
        return pod.getStatus().getPhase();
    }

    @Test
    void endsAsTheApplicationDoes() throws IOException {
        var app = file("app.py", """
                import sys
                from pyspark import SparkFiles
                from pyspark.sql import SparkSession
                from helper import greet
                spark = SparkSession.builder.getOrCreate()
                names = spark.sparkContext.parallelize(sys.argv[2:]).map(greet).collect()
                print(sorted(names), spark.conf.get("spark.sql.shuffle.partitions"))
                print(open(SparkFiles.get("data.txt")).read())
                sys.exit(int(sys.argv[1]))
                """);
        var submit = submit(
                "--py-files",
                file("helper.py", "def greet(name):\n    return 'hello ' + name\n"),
                "--files",
                file("data.txt", "from a file"),
                "--conf",
                "spark.sql.shuffle.partitions=3",
                app,
                "7",
                "ann",
                "--bob",
                "it's \"$HOME\"");
        assertThat(submit.everything())
                .contains("['hello --bob', 'hello ann', 'hello it\\'s \"$HOME\"'] 3")
                .contains("from a file");
        assertThat(submit.exit()).isEqualTo(7);
        awaitNoDriver();
    }

    @Test
    void aDriverIsAsLargeAsAskedAndStaysIfAsked() throws IOException {
        var app = file("size.py", """
                from pyspark.sql import SparkSession
                print("memory", SparkSession.builder.getOrCreate().conf.get("spark.driver.memory"))
                """);
        assertThat(namespace
                        .hearth("submit", "demo", "--keep", "-c", "150m", "-m", "600m", app)
                        .output())
                .contains("memory 600m");
        var driver = drivers().getFirst();
        var container = driver.getSpec().getContainers().getFirst();
        assertThat(container.getResources().getRequests().get("cpu")).hasToString("150m");
        // 1.4 times the heap and 256 MiB for Python.
        assertThat(container.getResources().getRequests().get("memory")).hasToString("1096Mi");
        // The job's end is known from its container, a moment before the kubelet calls the pod's phase by its name.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> phase(drivers().getFirst()).equals("Succeeded"));
        namespace.client().resource(driver).delete();
        awaitNoDriver();
    }

    @Test
    void largeFilesArriveWhole() throws Exception {
        var random = new Random(7);
        var chunk = new byte[1 << 20];
        var digest = java.security.MessageDigest.getInstance("MD5");
        var large = folder.resolve("large.bin");
        try (var output = Files.newOutputStream(large)) {
            for (var mebibyte = 0; mebibyte < 200; mebibyte++) {
                random.nextBytes(chunk);
                output.write(chunk);
                digest.update(chunk);
            }
        }
        var app = file("digest.py", """
                import hashlib
                from pyspark import SparkFiles
                from pyspark.sql import SparkSession
                spark = SparkSession.builder.getOrCreate()
                def digest(_):
                    return hashlib.md5(open(SparkFiles.get("large.bin"), "rb").read()).hexdigest()
                print(digest(0), spark.sparkContext.parallelize([0], 1).map(digest).first())
                """);
        var expected = java.util.HexFormat.of().formatHex(digest.digest());
        assertThat(submit("--files", large.toString(), app).output()).contains(expected + " " + expected);
        awaitNoDriver();
    }

    @Test
    void oddNamesArriveAsTheyAreAndImpossibleOnesAreRefusedBeforeAnythingStarts() throws IOException {
        var app = file("odd, [name]#1.py", """
                import os, sys
                from pyspark import SparkFiles
                from pyspark.sql import SparkSession
                spark = SparkSession.builder.getOrCreate()
                print(all(os.path.exists(SparkFiles.get(name)) for name in sys.argv[1:]))
                """);
        var names = new String[] {"a b.csv", "100%.csv", "a%20b.csv", "größe.csv", "plain.csv"};
        var files = String.join(
                ",",
                file("a b.csv", "1"),
                file("100%.csv", "2"),
                file("a%20b.csv", "3"),
                file("größe.csv", "4"),
                file("we?ird#.csv", "5") + "#plain.csv");
        var arguments = Stream.concat(Stream.of("--files", files, app), Stream.of(names))
                .toArray(String[]::new);
        assertThat(submit(arguments).output()).isEqualTo("True");
        awaitNoDriver();

        var refused = submit("--files", file("a,b.csv", "6"), app);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .contains("Spark cannot have a file named \"a,b.csv\"", "a,b.csv#NAME")
                .doesNotContain("Submitting", "Exception");
        assertThat(drivers()).isEmpty();
    }

    @Test
    void jarsRunWithTheirLibrariesAndWhatTheyLeaveRunningHoldsNothingUp() {
        var library = Jar.of(folder.resolve("greeting.jar"), "lib.Greeting", """
                package lib;
                public class Greeting {
                    public static String of(String name) {
                        return "hello " + name;
                    }
                }
                """);
        var app = Jar.of(folder.resolve("app.jar"), "app.Main", """
                package app;
                public class Main {
                    public static void main(String[] arguments) throws Exception {
                        var greeting = Class.forName("lib.Greeting").getMethod("of", String.class);
                        System.out.println(greeting.invoke(null, arguments[0]));
                        System.err.println("on standard error");
                        Object builder = Class.forName("org.apache.spark.sql.SparkSession").getMethod("builder").invoke(null);
                        Object spark = call(builder, "getOrCreate");
                        Object range = spark.getClass().getMethod("range", long.class).invoke(spark, 100L);
                        System.out.println("count " + call(range, "count"));
                        call(spark, "stop");
                        new ProcessBuilder("sleep", "1000").redirectError(ProcessBuilder.Redirect.INHERIT).start();
                        System.exit(5);
                    }
                    private static Object call(Object object, String method) throws Exception {
                        return object.getClass().getMethod(method).invoke(object);
                    }
                }
                """);
        var submit = submit("--class", "app.Main", "--jars", library.toString(), app.toString(), "ann");
        assertThat(submit.out()).isEqualTo("hello ann\ncount 100\n");
        assertThat(submit.err()).contains("on standard error");
        assertThat(submit.exit()).isEqualTo(5);
        awaitNoDriver();
    }

    private static final String ENDLESS = """
            import time
            from pyspark.sql import SparkSession
            spark = SparkSession.builder.getOrCreate()
            print("it works", flush=True)
            spark.sparkContext.parallelize([3600], 1).map(time.sleep).collect()
            """;

    @Test
    void ctrlCEndsJobAndPod() throws IOException {
        try (var submit = start(shell, file("endless.py", ENDLESS))) {
            submit.out().await("it works");
            submit.interrupt(shell);
            assertThat(submit.end()).isEqualTo(130);
        }
        awaitNoDriver();
        namespace.awaitCluster(
                "demo",
                "without applications",
                it -> it.getStatus().applications().running() == 0);
    }

    @Test
    void aJobOutlivesItsTerminalAndStaysToBeRead() throws IOException {
        var app = file("lonely.py", """
                import time
                print("it works", flush=True)
                time.sleep(5)
                print("to the end", flush=True)
                """);
        try (var submit = start(shell, app)) {
            submit.out().await("it works");
            submit.kill();
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() -> drivers().stream().map(SubmitE2E::phase).anyMatch("Succeeded"::equals));
        assertThat(namespace.hearth("logs", "demo", "driver").output()).contains("to the end");
        drivers().forEach(pod -> namespace.client().resource(pod).delete());
        awaitNoDriver();
    }

    @Test
    void anOutageAroundTheEndOfAJobChangesNothingOfItsResult() throws IOException {
        var app = file("outage.py", """
                import sys, time
                print("it works", flush=True)
                time.sleep(5)
                print("to the end", flush=True)
                sys.exit(9)
                """);
        try (var wire = Wire.to(shell, Duration.ofDays(1));
                var submit = start(wire.through(shell, folder), app)) {
            submit.out().await("it works");
            wire.cut();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> drivers().stream().map(SubmitE2E::phase).anyMatch("Failed"::equals));
            submit.err().await("trying again");
            wire.mend();
            submit.out().await("to the end");
            assertThat(submit.end()).isEqualTo(9);
        }
        awaitNoDriver();
    }

    @Test
    void aDriverThatNoNodeTakesRunsOutOfTime() throws IOException {
        var submit = namespace.hearth("submit", "demo", "--cores", "1000", "--timeout", "5s", file("never.py", ""));
        assertThat(submit.exit()).as("timed out").isEqualTo(3);
        assertThat(submit.err()).contains("did not start within 5.0s: no node takes it", "Insufficient cpu", "--cores");
        awaitNoDriver();
    }
}
