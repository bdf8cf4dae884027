package dev.hearth.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs commands as a user would, in the checkout and against the tests' node. */
record Shell(Path folder, Map<String, String> environment) {
    private static final Duration PATIENCE = Duration.ofMinutes(25);

    /** What a command printed and how it ended. */
    record Result(List<String> command, int exit, String out, String err) {
        /** The standard output of a command that must have succeeded. */
        String output() {
            if (exit != 0) {
                throw new AssertionError(
                        "%s ended with %d%n%s%n%s".formatted(String.join(" ", command), exit, out, err));
            }
            return out.strip();
        }

        /** Everything that the user sees. */
        String everything() {
            return out + err;
        }
    }

    Result run(String... command) {
        return feed("", command);
    }

    /** Runs a command with a text as its standard input. */
    Result feed(String input, String... command) {
        try {
            var process = start(command);
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var out = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
            var err = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        String.join(" ", command) + " did not end within " + PATIENCE + "\n" + out.join() + err.join());
            }
            return new Result(List.of(command), process.exitValue(), out.join(), err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while running " + String.join(" ", command), e);
        }
    }

    /** Types a text into a terminal when a prompt shows, as people do, and returns what the screen got. */
    String typeAt(String prompt, String text, String... command) {
        var screen = new StringBuffer();
        try {
            var process = start("script", "--quiet", "--return", "--command", String.join(" ", command), "/dev/null");
            var reader = Thread.ofVirtual().start(() -> copy(process.inputReader(StandardCharsets.UTF_8), screen));
            try (var keyboard = process.outputWriter(StandardCharsets.UTF_8)) {
                await().atMost(PATIENCE).until(() -> screen.indexOf(prompt) >= 0 || !process.isAlive());
                keyboard.write(text);
                keyboard.flush();
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError(String.join(" ", command) + " did not end:\n" + screen);
                }
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            reader.join();
            return screen.toString();
        } catch (IOException e) {
            throw new AssertionError(String.join(" ", command) + " went away:\n" + screen, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while typing into " + String.join(" ", command), e);
        }
    }

    private static void copy(Reader from, StringBuffer to) {
        try {
            for (var character = from.read(); character >= 0; character = from.read()) {
                to.append((char) character);
            }
        } catch (IOException e) {
            to.append(e);
        }
    }

    /** Starts a command that goes on while the test does something else. */
    Process start(String... command) throws IOException {
        var builder = new ProcessBuilder(new ArrayList<>(List.of(command))).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String read(java.io.InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
