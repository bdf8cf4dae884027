package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ends a JVM in the middle of a build, as Ctrl-C does. */
@Timeout(60)
final class InterruptedBuildTest {

    @TempDir
    Path folder;

    /** The JVM to be ended: its build runs a shell that has a child, and neither obeys TERM. */
    static final class Builder {
        private Builder() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            Cache cache = new Cache(folder.resolve("cache"));
            cache.locked(
                    text -> {},
                    () -> cache.inWorkFolder(work -> {
                        Files.writeString(work.resolve("file"), "");
                        String script = "trap '' TERM; sleep 600 & echo $$ $! >" + folder + "/fresh; mv " + folder
                                + "/fresh " + folder + "/pids; wait; sleep 600";
                        return new Command(List.of("bash", "-c", script), System.getenv(), Duration.ofMillis(200))
                                .run("The script failed.");
                    }));
        }
    }

    @Test
    void leavesNeitherProcessesNorFiles() throws Exception {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Process jvm = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + logs,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Builder.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("jvm.log").toFile())
                .start();
        Path pids = folder.resolve("pids");
        while (!Files.exists(pids)) {
            assertThat(jvm.isAlive()).isTrue();
            Thread.sleep(20);
        }
        List<Long> children = List.of(Files.readString(pids).strip().split(" ")).stream()
                .map(Long::valueOf)
                .toList();
        assertThat(children).hasSize(2).allMatch(InterruptedBuildTest::isAlive);

        jvm.destroy();
        assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(children).noneMatch(InterruptedBuildTest::isAlive);
        assertThat(folder.resolve("cache")).isDirectoryNotContaining("glob:**/work-*");
        assertThat(logs).isDirectoryNotContaining("glob:**.log");
    }

    /** A process that nobody has waited for yet is not alive. */
    private static boolean isAlive(long pid) {
        try {
            return !Files.readString(Path.of("/proc", Long.toString(pid), "stat"))
                    .contains(") Z ");
        } catch (IOException _) {
            return false;
        }
    }
}
