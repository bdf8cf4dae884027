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

    /** The JVM to be ended: it is making a file when it is told to end, and has made it only then. */
    static final class Beginner {
        private Beginner() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            Runtime.getRuntime().addShutdownHook(new Thread(joining(Thread.currentThread())));
            CleanUp.of(
                    () -> {
                        Files.writeString(folder.resolve("begun"), "");
                        // The handler has started every hook when it waits for the first.
                        while (!states("SIGTERM handler").equals(List.of(Thread.State.WAITING))
                                || states("hearth-image-clean-up").contains(Thread.State.RUNNABLE)) {
                            Thread.onSpinWait();
                        }
                        return Files.writeString(folder.resolve("made"), "");
                    },
                    Files::delete);
        }

        private static Runnable joining(Thread thread) {
            return () -> {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            };
        }

        private static List<Thread.State> states(String name) {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals(name))
                    .map(Thread::getState)
                    .toList();
        }
    }

    @Test
    void removesWhatWasBeingMadeAtThatMoment() throws Exception {
        Process jvm = start(Beginner.class, folder.resolve("begun"));

        jvm.destroy();
        assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("made")).doesNotExist();
    }

    @Test
    void leavesNeitherProcessesNorFiles() throws Exception {
        Path pids = folder.resolve("pids");
        Process jvm = start(Builder.class, pids);
        List<Long> children = List.of(Files.readString(pids).strip().split(" ")).stream()
                .map(Long::valueOf)
                .toList();
        assertThat(children).hasSize(2).allMatch(InterruptedBuildTest::isAlive);

        jvm.destroy();
        assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(children).noneMatch(InterruptedBuildTest::isAlive);
        assertThat(folder.resolve("cache")).isDirectoryNotContaining("glob:**/work-*");
        assertThat(folder.resolve("logs")).isDirectoryNotContaining("glob:**.log");
    }

    /** A JVM that has come so far that the sign is there. */
    private Process start(Class<?> program, Path sign) throws Exception {
        Process jvm = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("logs")),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("jvm.log").toFile())
                .start();
        while (!Files.exists(sign)) {
            assertThat(jvm.isAlive()).isTrue();
            Thread.sleep(20);
        }
        return jvm;
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
