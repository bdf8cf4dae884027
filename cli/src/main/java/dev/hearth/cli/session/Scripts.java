package dev.hearth.cli.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The shell scripts that run in pods, kept as files so that they can be read as such. */
final class Scripts {
    private Scripts() {}

    static List<String> command(String script, List<String> arguments) {
        var command = new ArrayList<>(List.of("bash", "-c", text(script), script));
        command.addAll(arguments);
        return command;
    }

    private static String text(String script) {
        try (var stream = Scripts.class.getResourceAsStream(script)) {
            return new String(Objects.requireNonNull(stream, script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
