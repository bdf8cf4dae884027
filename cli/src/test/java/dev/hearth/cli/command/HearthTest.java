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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class HearthTest {
    @SuppressWarnings("unused") // the source of a parameterised test
    static final List<String> NAMES = Commands.NAMES;

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
        assertThat(run("image", "build", "--operator", "--base", "x")).isEqualTo(2);
        assertThat(run("image", "build", "--operator", "--spark-version", "4.1.0"))
                .isEqualTo(2);
        assertThat(run("image", "build", "--operator", "--sha256", "x")).isEqualTo(2);
        assertThat(run("ps", "--node", "--context", "x")).isEqualTo(2);
        assertThat(run("install", "--replicas", "0", "--dry-run")).isEqualTo(2);
        assertThat(run("ui", "--port", "70000")).isEqualTo(2);
        assertThat(run("node", "up", "--nodes", "0")).isEqualTo(2);
        assertThat(run("node", "up", "--nodes", "6")).isEqualTo(2);
        assertThat(run("node", "kill")).isEqualTo(2);
        assertThat(run("ui", "--port", "-1")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--gateway-oidc-issuer https://a.example                                    | --gateway-oidc-client-id",
                "--gateway-oidc-groups-claim groups                                         | --gateway-oidc-issuer",
                "--gateway-oidc-issuer http://a.example --gateway-oidc-client-id hearth      | https://login.example.org",
                "--gateway-oidc-issuer= --gateway-oidc-client-id hearth                      | must not be empty",
                "--gateway-oidc-issuer https://a.example --gateway-oidc-client-id h --gateway-oidc-ca /ca.pem | --gateway-oidc-ca is the name"
            })
    void aProviderThatTheGatewayWouldNotTakeIsWrongUsage(String line, String message) {
        var arguments = Stream.concat(Stream.of("install", "--dry-run"), Stream.of(line.split(" ")));
        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
        assertThat(err()).startsWith("error: ").contains(message).doesNotContain("Error:");
    }

    @Test
    void aProviderBecomesTheEnvironmentOfTheGateway() {
        var line = "install --dry-run --gateway-oidc-issuer https://a.example --gateway-oidc-client-id hearth"
                + " --gateway-oidc-client-secret mine --gateway-oidc-username-prefix - --gateway-oidc-ca its";
        assertThat(run(line.split(" "))).isZero();
        assertThat(out())
                .contains("value: https://a.example", "name: HEARTH_OIDC_USERNAME_PREFIX")
                .containsPattern("key: client-secret\\s+name: mine")
                .containsPattern("key: ca.crt\\s+name: its");
    }

    @Test
    void aFailureIsOneLineAndWhatToDo() {
        assertThat(run("ps", "--kubeconfig", "/does/not/exist")).isEqualTo(1);
        assertThat(err()).isEqualTo("""
                error: there is no kubeconfig /does/not/exist
                       correct the path; without --kubeconfig your usual kubeconfig is used
                """);
    }

    @Test
    void verboseShowsWhereAFailureComesFrom() {
        assertThat(run("ps", "--kubeconfig", "/does/not/exist", "-v")).isEqualTo(1);
        assertThat(err()).contains("\tat ");
    }

    @Test
    void anErrorOfTheMachineIsNoStackTraceEither() {
        var plain = new Style(false, false);
        var console = new Console(stream(out), stream(err), false, false, false, 80, plain, plain);
        var line = Hearth.commandLine(console, "version");
        line.addSubcommand("break", new Broken());
        assertThat(line.execute("break")).isEqualTo(1);
        assertThat(err()).isEqualTo("""
                error: Java heap space (OutOfMemoryError)
                       add -v to see where that comes from
                """);
    }

    /** Ends as no command of ours should. */
    @Command
    static final class Broken implements Runnable {
        @Override
        public void run() {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    @Test
    void helpAndHintsSayTheNameThatWasTyped() {
        System.setProperty("hearth.command", "./hearth");
        try {
            run();
            run("submit", "--help");
            run("completion", "--help");
            run("ps", "--kubeconfig", "/does/not/exist", "-x");
            assertThat(out())
                    .contains("`./hearth demo`", "Usage: ./hearth submit", "<(./hearth completion bash)")
                    .doesNotContainPattern("(?<!/)hearth (demo|up|submit|completion|down)");
            assertThat(err()).contains("./hearth ps --help");
        } finally {
            System.clearProperty("hearth.command");
        }
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
    void renderingAgainGivesTheSameIfTheSecretIsKept(@TempDir Path folder) {
        var secret = folder.resolve("secret").toString();
        assertThat(run("render", "mine", "--secret-file", secret)).isZero();
        var first = out();
        assertThat(err()).isEmpty();
        // Java gives maps another order in every run.
        assertThat(first).contains("""
                  labels:
                    app.kubernetes.io/component: "worker"
                    app.kubernetes.io/instance: "mine"
                    app.kubernetes.io/managed-by: "hearth"
                    app.kubernetes.io/name: "spark"
                """);
        out.reset();
        assertThat(run("render", "mine", "--secret-file", secret)).isZero();
        assertThat(out()).isEqualTo(first);
        assertThat(run("render", "mine")).isZero();
        assertThat(err()).contains("--secret-file FILE");
    }

    @Test
    void renderRefusesWhatAnApiServerWouldRefuse(@TempDir Path folder) {
        var secret = folder.resolve("secret");
        assertThat(run("render", "--cores", "0", "--memory", "4", "--secret-file", secret.toString()))
                .isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err())
                .contains("- spec.workers.cores: is 0 and must be at least 1", "- spec.workers.memory: memory needs");
        assertThat(secret).doesNotExist();
        assertThat(run("render", "--secret", "short")).isEqualTo(2);
        assertThat(run("render", "--secret", "s".repeat(64), "--secret-file", "x"))
                .isEqualTo(2);
    }

    @Test
    void theNameOfTheCommandLineCountsBesideAFileWithoutOne(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("c.yaml"), "{kind: SparkCluster, spec: {}}");
        assertThat(run("render", "given", "-f", file.toString(), "--secret", "s".repeat(64)))
                .isZero();
        assertThat(out()).contains("name: \"given-master\"").doesNotContain("null-master");
    }

    @Test
    void renderNamesAFieldThatDoesNotExist(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("c.yaml"), "kind: SparkCluster\nspec: {wrokers: {}}\n");
        assertThat(run("render", "-f", file.toString())).isEqualTo(2);
        assertThat(err()).contains("a SparkCluster has no field spec.wrokers");
    }

    private AfterDashes words(String... arguments) {
        var plain = new Style(false, false);
        var console = new Console(stream(out), stream(err), false, false, false, 80, plain, plain);
        var line = Hearth.commandLine(console, arguments);
        line.parseArgs(arguments);
        return switch (line.getSubcommands().get(arguments[0]).getCommand()) {
            case PysparkCommand pyspark -> pyspark.words();
            case ShellCommand shell -> shell.words();
            case Object other -> throw new IllegalArgumentException(String.valueOf(other));
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"pyspark", "shell"})
    void whatComesAfterDashesIsForTheProgramInThePod(String command) {
        assertThat(words(command)).isEqualTo(new AfterDashes(Optional.empty(), List.of()));
        assertThat(words(command, "team")).isEqualTo(new AfterDashes(Optional.of("team"), List.of()));
        assertThat(words(command, "--", "--master", "x"))
                .isEqualTo(new AfterDashes(Optional.empty(), List.of("--master", "x")));
        assertThat(words(command, "-c", "1", "team", "-m", "2g", "--", "ls", "--", "-l"))
                .isEqualTo(new AfterDashes(Optional.of("team"), List.of("ls", "--", "-l")));
        assertThat(words(command, "team", "--")).isEqualTo(new AfterDashes(Optional.of("team"), List.of()));
    }

    @Test
    void argumentsWithoutDashesAreWrongUsage() {
        assertThat(run("shell", "team", "ls", "/")).isEqualTo(2);
        assertThat(err()).contains("hearth shell team -- ls /");
    }

    @Test
    void completionKnowsEveryCommand() {
        assertThat(run("completion", "bash")).isZero();
        assertThat(out()).contains(Commands.NAMES);
    }
}
