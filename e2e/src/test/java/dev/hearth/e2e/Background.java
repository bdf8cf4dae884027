package dev.hearth.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A command that goes on while the test does something else. */
final class Background implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Screen out;
    private final Screen err;

    private Background(Process process) {
        this.process = process;
        out = new Screen(process.inputReader(StandardCharsets.UTF_8), process::isAlive);
        err = new Screen(process.errorReader(StandardCharsets.UTF_8), process::isAlive);
    }

    static Background start(Shell shell, String... command) {
        try {
            return new Background(shell.start(command));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Screen out() {
        return out;
    }

    Screen err() {
        return err;
    }

    /** Presses Ctrl-C. */
    void interrupt(Shell shell) {
        shell.run("kill", "-INT", String.valueOf(process.pid())).output();
    }

    /** Ends it without a chance to say good-bye. */
    void kill() {
        process.destroyForcibly();
    }

    /** Waits for its end and returns its exit code. */
    int end() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it did not end:\n" + out + err);
            }
            out.awaitEnd();
            err.awaitEnd();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for the end of a command", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
