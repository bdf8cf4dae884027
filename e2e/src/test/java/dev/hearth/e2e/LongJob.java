package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * An application that computes until something has happened, and whose result must be the undisturbed one.
 *
 * @param folder for its program and its output
 */
record LongJob(TestNamespace namespace, Path folder) {

    /** What happens in the meantime. */
    interface Disturbance {
        void happen() throws Exception;
    }

    /** Runs it on the cluster named demo, which has two workers; returns what it printed. */
    String survives(Disturbance disturbance) throws Exception {
        return survives("demo", 2, disturbance);
    }

    /** Runs it on a cluster with so many workers; returns what it printed. */
    String survives(String cluster, int workers, Disturbance disturbance) throws Exception {
        namespace.awaitReady(cluster, workers);
        var output = folder.resolve(cluster + "-output.txt");
        var running = submit(cluster, output);
        try {
            await().atMost(TestNamespace.PATIENCE)
                    .until(() -> Files.readString(output).contains("round 2"));
            var driver =
                    namespace.pods(cluster, "driver").getFirst().getMetadata().getName();
            disturbance.happen();
            namespace.kubectl("exec", driver, "--", "touch", "/tmp/enough").output();
            assertThat(running.waitFor(5, TimeUnit.MINUTES))
                    .as("%s", Files.readString(output))
                    .isTrue();
            assertThat(Files.readString(output)).contains("every round is right");
            assertThat(running.exitValue()).isZero();
            return Files.readString(output);
        } finally {
            running.destroy();
        }
    }

    /** Starts it on a cluster; it prints to a file. */
    Process submit(String cluster, Path output) throws IOException {
        var program = Files.writeString(folder.resolve("rounds.py"), Jobs.ROUNDS);
        var submit = new ProcessBuilder(
                        "./hearth",
                        "-n",
                        namespace.name(),
                        "submit",
                        cluster,
                        "--conf",
                        "spark.cores.max=2",
                        program.toString())
                .directory(Path.of(System.getProperty("hearth.root")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        submit.environment().putAll(World.get().shell().environment());
        return submit.start();
    }
}
