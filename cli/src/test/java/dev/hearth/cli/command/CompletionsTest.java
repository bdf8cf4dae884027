package dev.hearth.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.cli.terminal.Console;
import dev.hearth.cli.terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionsTest {
    private static List<String> after(String... words) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var plain = new Style(false, false);
        Hearth.complete(new Console(stream, stream, false, false, false, 80, plain, plain), words);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void commandsAreOfferedByTheirFirstLetters() {
        assertThat(after("s")).containsExactly("scale", "shell", "status", "submit", ":4");
        assertThat(after("node", "")).containsExactly("down", "kubeconfig", "status", "up", ":4");
        assertThat(after("")).containsAll(Commands.NAMES).contains("ls").noneMatch(word -> word.startsWith("-"));
    }

    @Test
    void optionsAreOfferedAfterTheirDash() {
        assertThat(after("status", "--out")).containsExactly("--output", ":4");
        assertThat(after("scale", "demo", "4", "--no")).containsExactly("--no-wait", "--node", ":4");
        assertThat(after("-n", "work", "status", "--out")).containsExactly("--output", ":4");
    }

    @Test
    void valuesAreOfferedWhereTheyAreKnown() {
        assertThat(after("ps", "-o", "")).containsExactly("json", "text", "yaml", ":4");
        assertThat(after("logs", "demo", "m")).containsExactly("master", ":4");
    }

    @Test
    void theShellOffersFilesWhereOneIsWanted() {
        assertThat(after("up", "-f", "")).containsExactly(":0");
        assertThat(after("--kubeconfig", "")).containsExactly(":0");
        assertThat(after("image", "build", "--tar", "x")).containsExactly(":0");
    }

    @Test
    void nothingOfTheLineIsRun() {
        assertThat(after("version", "")).containsExactly(":4");
        assertThat(after("nonsense", "--frobnicate", "")).endsWith(":4");
        assertThat(after("up", "--help", "")).endsWith(":4");
    }
}
