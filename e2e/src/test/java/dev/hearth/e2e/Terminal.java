package dev.hearth.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A terminal with a program in it, and somebody who reads its screen and types. */
final class Terminal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Shell shell;
    private final Process process;
    private final Writer keyboard;
    private final Screen screen;

    private Terminal(Shell shell, Process process) {
        this.shell = shell;
        this.process = process;
        keyboard = process.outputWriter(StandardCharsets.UTF_8);
        screen = new Screen(process.inputReader(StandardCharsets.UTF_8), process::isAlive);
    }

    static Terminal open(Shell shell, String... command) {
        try {
            // What makes a terminal on every Linux; it ends as its command does.
            return new Terminal(
                    shell,
                    shell.start("script", "--quiet", "--return", "--command", String.join(" ", command), "/dev/null"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the screen shows a text, after those that were awaited before. */
    Terminal await(String text) {
        var _ = screen.await(text);
        return this;
    }

    Terminal type(String keys) {
        try {
            keyboard.write(keys);
            keyboard.flush();
            return this;
        } catch (IOException e) {
            throw new AssertionError("the program went away:\n" + screen, e);
        }
    }

    /** Types a line again and again until it has led to a text. */
    Terminal typeUntil(String line, String text) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            type(line + "\n");
            return screen.shows(text);
        });
        return await(text);
    }

    /** Waits for the end of the program and returns its exit code. */
    int end() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the program did not end:\n" + screen);
            }
            screen.awaitEnd();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for the end of a program", e);
        }
    }

    /** Everything so far. */
    String screen() {
        return screen.toString();
    }

    /** Drags a corner of the window. */
    void resize(int rows, int columns) {
        var terminal = readLink(Path.of("/proc", String.valueOf(program().pid()), "fd", "0"));
        shell.run("stty", "-F", terminal, "rows", String.valueOf(rows), "cols", String.valueOf(columns))
                .output();
    }

    /** Closes the window. */
    void closeWindow() {
        process.destroyForcibly();
    }

    /** Ends the program without a chance to say good-bye. */
    void killProgram() {
        program().destroyForcibly();
    }

    private ProcessHandle program() {
        return process.descendants()
                .filter(it -> it.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the program does not run:\n" + screen));
    }

    private static String readLink(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
