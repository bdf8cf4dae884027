package dev.hearth.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the pod of a job does, with a spark-submit that is a shell. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the script uses what Spark's images have, such as GNU sed")
@Timeout(60)
class SubmitScriptTest {
    @TempDir
    private Path home;

    private record Outcome(int code, String out, String err) {}

    @BeforeEach
    void spark() throws IOException {
        var submit = home.resolve("spark/bin/spark-submit");
        Files.createDirectories(submit.getParent());
        Files.writeString(submit, "#!/bin/bash\neval \"$1\"\n");
        Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void upload() throws IOException {
        Files.createDirectories(home.resolve("app"));
        Files.writeString(home.resolve("app/.complete"), "");
    }

    private Outcome run(String patience, String program) throws IOException, InterruptedException {
        var out = home.resolve("out.txt");
        var err = home.resolve("err.txt");
        var builder = new ProcessBuilder(Scripts.command("submit.sh", List.of(patience, program)))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("SPARK_HOME", home.resolve("spark").toString());
        var process = builder.start();
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).as("ends").isTrue();
        return new Outcome(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    @Test
    void endsAsTheApplicationDoesAndMarksItsErrors() throws Exception {
        upload();
        assertThat(run("60", "echo result; echo one >&2; printf 'two\\n\\nlast' >&2; exit 7"))
                .isEqualTo(new Outcome(7, "result\n", "\033[mone\n\033[mtwo\n\033[m\n\033[mlast\n"));
    }

    @Test
    void whatTheApplicationLeavesRunningHoldsNothingUp() throws Exception {
        upload();
        var pid = home.resolve("pid");
        var outcome = run("60", "sleep 1000 & echo $! >" + pid + "; echo last >&2; exit 3");
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .orElseThrow()
                .destroy();
        assertThat(outcome).isEqualTo(new Outcome(3, "", "\033[mlast\n"));
    }

    @Test
    void givesUpWhenNothingArrivesAnyMore() throws Exception {
        var outcome = run("1", "echo never");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("nothing of the application has arrived for 1 seconds");
    }

    @Test
    void waitsAsLongAsSomethingArrives() throws Exception {
        var sender = Thread.ofVirtual().start(this::sendSlowly);
        var outcome = run("2", "echo started");
        sender.join();
        assertThat(outcome).isEqualTo(new Outcome(0, "started\n", ""));
    }

    /** For longer than the patience, but never silent for so long. */
    private void sendSlowly() {
        try {
            Files.createDirectories(home.resolve("app"));
            for (var second = 0; second < 6; second++) {
                Files.write(home.resolve("app/part" + second), new byte[64 * 1024]);
                Thread.sleep(1000);
            }
            upload();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
