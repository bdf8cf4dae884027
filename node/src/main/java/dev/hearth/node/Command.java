package dev.hearth.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs a program to its end and turns its failure into words. */
record Command(List<String> line, Map<String, String> environment, Path folder) {

    private static final int LINES_IN_MESSAGE = 15;

    static Command of(String... line) {
        return new Command(List.of(line), Map.of(), Path.of("/"));
    }

    static Command of(List<String> line) {
        return new Command(List.copyOf(line), Map.of(), Path.of("/"));
    }

    Command in(Path folder) {
        return new Command(line, environment, folder);
    }

    Command with(String variable, String value) {
        var extended = new TreeMap<>(environment);
        extended.put(variable, value);
        return new Command(line, extended, folder);
    }

    /** What a finished program left: its exit code and everything it printed. */
    record Result(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /** Runs the command and returns what it printed, or fails with its last lines. */
    String output() {
        var result = result();
        if (!result.succeeded()) {
            throw new NodeException("'" + String.join(" ", line) + "' failed with exit code " + result.exitCode()
                    + ":\n" + lastLines(result.output()));
        }
        return result.output();
    }

    boolean succeeds() {
        return result().succeeded();
    }

    Result result() {
        try {
            var process = builder().redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            return new Result(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeException("Interrupted while running '" + String.join(" ", line) + "'.", e);
        }
    }

    ProcessBuilder builder() {
        var builder = new ProcessBuilder(new ArrayList<>(line)).directory(folder.toFile());
        // A user's PATH may lack the folders of the administrator's programs.
        builder.environment()
                .merge(
                        "PATH",
                        "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                        (own, all) -> own + ":" + all);
        builder.environment().putAll(environment);
        return builder;
    }

    private static String lastLines(String output) {
        var lines = output.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_IN_MESSAGE), lines.size()));
    }
}
