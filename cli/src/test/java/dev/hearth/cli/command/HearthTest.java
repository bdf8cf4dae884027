package dev.hearth.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.cli.terminal.Console;
import dev.hearth.cli.terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class HearthTest {
    @SuppressWarnings("unused") // the source of a parameterised test
    static final java.util.List<String> NAMES = Commands.NAMES;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        var plain = new Style(false, false);
        var console = new Console(stream(out), stream(err), false, false, false, 80, plain, plain);
        return Hearth.commandLine(console, arguments)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .execute(arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void helpListsEveryCommandAndTheExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out()).contains(Commands.NAMES).contains("3   timed out").contains("New here? `hearth demo`");
    }

    @Test
    void helpComesWithoutAnyArgumentToo() {
        assertThat(run()).isZero();
        assertThat(out()).contains("Usage: hearth");
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void everyCommandHasHelpThatFitsATerminal(String name) {
        assertThat(run(name, "--help")).isZero();
        assertThat(out()).startsWith("Usage: hearth " + name).contains("--namespace");
        assertThat(out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "up --workers many", "scale demo", "logs demo cook", "up --timeout soon", "ps -o xml"
            })
    void aWrongCommandLineEndsWithTwoAndPointsToHelp(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err()).startsWith("error: ").doesNotContain("\tat ");
    }

    @Test
    void aMistypedCommandIsGuessed() {
        assertThat(run("statsu")).isEqualTo(2);
        assertThat(err()).contains("Did you mean: hearth status");
    }

    @Test
    void contradictionsAreWrongUsage() {
        assertThat(run("up", "--suspend", "--resume")).isEqualTo(2);
        assertThat(run("scale", "demo", "-1")).isEqualTo(2);
        assertThat(run("logs", "demo", "-f", "-p")).isEqualTo(2);
        assertThat(run("image", "build", "--load", "--tar", "x")).isEqualTo(2);
    }

    @Test
    void aFailureIsOneLineAndWhatToDo() {
        assertThat(run("ps", "--kubeconfig", "/does/not/exist")).isEqualTo(1);
        assertThat(err()).isEqualTo("error: there is no kubeconfig /does/not/exist\n");
    }

    @Test
    void verboseShowsWhereAFailureComesFrom() {
        assertThat(run("ps", "--kubeconfig", "/does/not/exist", "-v")).isEqualTo(1);
        assertThat(err()).contains("\tat ");
    }

    @Test
    void optionsForAllMayStandBeforeTheCommand() {
        assertThat(run("--kubeconfig", "/does/not/exist", "ps")).isEqualTo(1);
    }

    @Test
    void versionIsForScriptsToo() {
        assertThat(run("version", "-o", "json")).isZero();
        assertThat(out()).contains("\"spark\" : \"4.3.0\"");
    }

    @Test
    void rendersManifestsWithoutAnyKubernetes(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("c.yaml"), """
                apiVersion: hearth.dev/v1
                kind: SparkCluster
                metadata: {name: mine, namespace: team}
                spec: {workers: {replicas: 3}}
                """);
        assertThat(run("render", "-f", file.toString(), "--cores", "2", "--secret", "s".repeat(64)))
                .isZero();
        var first = out();
        assertThat(first)
                .contains(
                        "kind: \"StatefulSet\"", "kind: \"Deployment\"", "name: \"mine-master\"", "namespace: \"team\"")
                .contains("replicas: 3");
        out.reset();
        run("render", "-f", file.toString(), "--cores", "2", "--secret", "s".repeat(64));
        assertThat(out()).isEqualTo(first);
    }

    @Test
    void renderNamesAFieldThatDoesNotExist(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("c.yaml"), "kind: SparkCluster\nspec: {wrokers: {}}\n");
        assertThat(run("render", "-f", file.toString())).isEqualTo(2);
        assertThat(err()).contains("a SparkCluster has no field spec.wrokers");
    }

    @Test
    void completionKnowsEveryCommand() {
        assertThat(run("completion", "bash")).isZero();
        assertThat(out()).contains(Commands.NAMES);
    }
}
