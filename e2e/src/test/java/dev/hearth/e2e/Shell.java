package dev.hearth.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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

    /** Where this machine has a program. */
    static Optional<Path> find(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The same with other or more variables in its environment. */
    Shell with(Map<String, String> variables) {
        var all = new HashMap<>(environment);
        all.putAll(variables);
        return new Shell(folder, all);
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
            var out = collect(process.getInputStream());
            var err = collect(process.getErrorStream());
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
        try (var terminal = Terminal.open(this, command)) {
            terminal.await(prompt).type(text).end();
            return terminal.screen();
        }
    }

    /** Starts a command that goes on while the test does something else. */
    Process start(String... command) throws IOException {
        // A test run that is in the background, or without a terminal, ignores these signals, and so would its
        // children.
        var line = new ArrayList<>(List.of("env", "--default-signal=HUP,INT"));
        line.addAll(List.of(command));
        var builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /**
     * Reads on a thread of its own: a task of the common pool would keep the answers of the Kubernetes client waiting,
     * which on two cores has one thread of that pool for them.
     */
    private static CompletableFuture<String> collect(InputStream stream) {
        var text = new CompletableFuture<String>();
        var _ = Thread.ofPlatform().daemon().start(() -> {
            try {
                text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.completeExceptionally(e);
            }
        });
        return text;
    }
}
