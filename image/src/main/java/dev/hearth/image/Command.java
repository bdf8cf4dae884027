package dev.hearth.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program of the machine that the builder runs.
 *
 * @param words the program and its arguments
 * @param environment variables added to the builder's own
 */
record Command(List<String> words, Map<String, String> environment) {

    private static final int LINES_SHOWN = 15;

    static Command of(String... words) {
        return new Command(List.of(words), Map.of());
    }

    Command with(String name, String value) {
        var variables = new HashMap<>(environment);
        variables.put(name, value);
        return new Command(words, variables);
    }

    /**
     * Runs to the end and returns the output.
     *
     * @param failure what the user is told if the program is missing or fails, before the end of its output
     */
    String run(String failure) {
        @Nullable Path log = null;
        try {
            log = Files.createTempFile("hearth-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            int status = awaitOrEnd(process);
            String output = Files.readString(log, StandardCharsets.ISO_8859_1);
            if (status != 0) {
                throw new ImageException(
                        failure + "\n" + words.getFirst() + " ended with status " + status + ":\n" + end(output));
            }
            return output;
        } catch (IOException e) {
            throw new ImageException(failure + "\n" + e.getMessage(), e);
        } finally {
            delete(log);
        }
    }

    private static int awaitOrEnd(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            Thread.currentThread().interrupt();
            throw new ImageException("The build was interrupted.", e);
        }
    }

    private static String end(String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        return lines.stream()
                .skip(Math.max(0, lines.size() - LINES_SHOWN))
                .map(line -> "  " + line)
                .collect(Collectors.joining("\n"));
    }

    private static void delete(@Nullable Path log) {
        if (log != null) {
            try {
                Files.deleteIfExists(log);
            } catch (IOException e) {
                throw new ImageException("Cannot delete " + log, e);
            }
        }
    }
}
