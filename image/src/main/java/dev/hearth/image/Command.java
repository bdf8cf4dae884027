package dev.hearth.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        try {
            Path log = Files.createTempFile("hearth-", ".log");
            try (var _ = CleanUp.of(() -> Files.deleteIfExists(log))) {
                requireTime();
                int status = run(log);
                requireTime();
                String output = Files.readString(log, StandardCharsets.ISO_8859_1);
                if (status != 0) {
                    throw new ImageException(
                            failure + "\n" + words.getFirst() + " ended with status " + status + ":\n" + end(output));
                }
                return output;
            }
        } catch (IOException e) {
            throw new ImageException(failure + "\n" + e.getMessage(), e);
        }
    }

    /** Nothing is begun after the clean-up, and what fails during it fails because of it. */
    private static void requireTime() {
        if (CleanUp.isJvmEnding()) {
            throw new ImageException("The build was interrupted.");
        }
    }

    private int run(Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (var _ = CleanUp.of(() -> stop(process))) {
            process.getOutputStream().close();
            return process.waitFor();
        } catch (InterruptedException e) {
            stop(process);
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
        try {
            process.toHandle().onExit().get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException _) {
            // It does not listen, as unshare does not.
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }

    private static String end(String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        return lines.stream()
                .skip(Math.max(0, lines.size() - LINES_SHOWN))
                .map(line -> "  " + line)
                .collect(Collectors.joining("\n"));
    }
}
