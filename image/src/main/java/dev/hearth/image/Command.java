package dev.hearth.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program of the machine that the builder runs, which ends with the builder at the latest.
 *
 * @param words the program and its arguments
 * @param environment variables added to the builder's own
 * @param grace the time that it gets to tidy up if the builder ends first
 */
record Command(List<String> words, Map<String, String> environment, Duration grace) {

    private static final int LINES_SHOWN = 15;
    private static final Duration USUAL_GRACE = Duration.ofSeconds(10);
    private static final Duration KILL_TIME = Duration.ofSeconds(5);

    Command(List<String> words, Map<String, String> environment) {
        this(words, environment, USUAL_GRACE);
    }

    static Command of(String... words) {
        return new Command(List.of(words), Map.of());
    }

    Command with(String name, String value) {
        var variables = new HashMap<>(environment);
        variables.put(name, value);
        return new Command(words, variables, grace);
    }

    /**
     * Runs to the end and returns the output.
     *
     * @param failure what the user is told if the program is missing or fails, before the end of its output
     */
    String run(String failure) {
        try (var log = CleanUp.of(() -> Files.createTempFile("hearth-", ".log"), Files::deleteIfExists)) {
            int status = run(log.subject());
            CleanUp.requireTime();
            String output = Files.readString(log.subject(), StandardCharsets.ISO_8859_1);
            if (status != 0) {
                throw new ImageException(
                        failure + "\n" + words.getFirst() + " ended with status " + status + ":\n" + end(output));
            }
            return output;
        } catch (IOException e) {
            throw new ImageException(failure + "\n" + e.getMessage(), e);
        }
    }

    private int run(Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try (var process = CleanUp.of(builder::start, this::stop)) {
            process.subject().getOutputStream().close();
            return process.subject().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException("The build was interrupted.", e);
        }
    }

    private void stop(Process process) {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        family.forEach(ProcessHandle::destroy);
        awaitEnd(Stream.of(process.toHandle()), grace);
        family.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(family.stream(), KILL_TIME);
    }

    /** Returns after the given time at the latest: some do not listen, as unshare does not, and a kill is not instant. */
    private static void awaitEnd(Stream<ProcessHandle> processes, Duration time) {
        try {
            CompletableFuture.allOf(processes.map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException _) {
            // What comes next does not depend on it.
        }
    }

    private static String end(String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        return lines.stream()
                .skip(Math.max(0, lines.size() - LINES_SHOWN))
                .map(line -> "  " + line)
                .collect(Collectors.joining("\n"));
    }
}
