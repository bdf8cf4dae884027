package dev.hearth.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.cli.terminal.Console;
import dev.hearth.cli.terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private String failing(String... arguments) {
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var plain = new Style(false, false);
        var console = new Console(stream, stream, false, false, false, 80, plain, plain);
        assertThat(Hearth.commandLine(console, arguments).execute(arguments)).isEqualTo(1);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aProblemFailsTheDoctorWhoSaysWhatToDo() {
        assertThat(failing("doctor", "--kubeconfig", "/does/not/exist"))
                .containsPattern("ok +java")
                .containsPattern("problem +kubernetes +there is no kubeconfig /does/not/exist\n +correct the path");
    }

    @Test
    void findingsAreForScriptsToo() {
        assertThat(failing("doctor", "-o", "json", "--kubeconfig", "/does/not/exist"))
                .startsWith("[")
                .contains(
                        "\"grade\" : \"OK\"",
                        "\"grade\" : \"PROBLEM\"",
                        "\"subject\" : \"kubernetes\"",
                        "\"text\" : \"there is no kubeconfig /does/not/exist\"",
                        "\"advice\" : \"correct the path");
        out.reset();
        assertThat(failing("doctor", "-o", "yaml", "--kubeconfig", "/does/not/exist"))
                .startsWith("- grade: OK")
                .contains("text: there is no kubeconfig /does/not/exist");
    }
}
