package dev.hearth.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.cli.terminal.Console;
import dev.hearth.cli.terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionsTest {
    /** What bash itself does when the tabulator is pressed behind a word. */
    private static final String PRESS_TAB = """
            source "$1"
            shift
            compopt() { :; }  # for whom somebody types only
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*"
            COMP_POINT=${#COMP_LINE}
            function=$(complete -p hearth | sed 's/.*-F \\([^ ]*\\).*/\\1/')
            "$function"
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    private Path folder;

    private static List<String> after(String... words) {
        return said(console -> Hearth.complete(console, words));
    }

    private static List<String> said(Consumer<Console> program) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var plain = new Style(false, false);
        program.accept(new Console(stream, stream, false, false, false, 80, plain, plain));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @CsvSource({"hearth sca, scale", "hearth status --out, --output", "hearth logs demo mas, master"})
    void aBashThatHasReadTheScriptCompletes(String line, String completed) throws Exception {
        var script = Files.write(
                folder.resolve("script"),
                said(console ->
                        Hearth.commandLine(console, "completion", "bash").execute("completion", "bash")));
        var command = new ArrayList<>(List.of("bash", "-c", PRESS_TAB, "bash", script.toString()));
        command.addAll(List.of(line.split(" ")));
        var bash = new ProcessBuilder(command).redirectErrorStream(true).start();
        var answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer.strip()).isEqualTo(completed);
    }

    @Test
    void commandsAreOfferedByTheirFirstLetters() {
        assertThat(after("s")).containsExactly("scale", "shell", "status", "submit", ":4");
        assertThat(after("node", ""))
                .containsExactly("down", "freeze", "heal", "kill", "kubeconfig", "partition", "status", "up", ":4");
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
