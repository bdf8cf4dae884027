package dev.hearth.cli.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.terminal.Console;
import dev.hearth.cli.terminal.Style;
import dev.hearth.node.Missing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The offer to install what this machine lacks. */
class PackagesTest {
    private static final List<Missing> TINI = List.of(Missing.packaged("tini", "tini"));
    private static final boolean AT_A_TERMINAL = true;
    private static final boolean IN_A_SCRIPT = false;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<String> installed = new ArrayList<>();

    private void provide(boolean terminal, boolean unasked, String typed, List<Missing> missing) {
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        var plain = new Style(false, false);
        var console = new Console(stream, stream, terminal, terminal, terminal, 80, plain, plain);
        var answers = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        new Packages(
                        console,
                        unasked,
                        answers,
                        (all, _) -> all.forEach(
                                each -> installed.add(each.aptPackage().orElseThrow())))
                .provide("the embedded node", missing, "or use a Kubernetes of your own");
    }

    private Problem refused(boolean terminal, String typed, List<Missing> missing) {
        return assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> provide(terminal, false, typed, missing))
                .actual();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "y\n", "Yes\n"})
    void whoAgreesGetsThem(String typed) {
        provide(AT_A_TERMINAL, false, typed, TINI);
        assertThat(installed).containsExactly("tini");
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("apt-get install -y --no-install-recommends tini", "Install them now? [Y/n]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n\n", "no\n", "what?\n", ""})
    void whoDoesNotIsToldHow(String typed) {
        var problem = refused(AT_A_TERMINAL, typed, TINI);
        assertThat(problem.message()).contains("the embedded node cannot be made on this machine yet");
        assertThat(problem.advice())
                .hasValueSatisfying(advice -> assertThat(advice)
                        .contains("apt-get install", "repeat the command with --install", "a Kubernetes of your own"));
        assertThat(installed).isEmpty();
    }

    @Test
    void aScriptIsNotAskedAndMayAgreeBeforehand() {
        assertThat(refused(IN_A_SCRIPT, "y\n", TINI).advice()).isPresent();
        assertThat(installed).isEmpty();
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("[Y/n]");

        provide(IN_A_SCRIPT, true, "", TINI);
        assertThat(installed).containsExactly("tini");
    }

    @Test
    void nothingIsOfferedThatWouldNotBeEnough() {
        var missing = List.of(TINI.getFirst(), new Missing("Linux", Optional.empty(), "Use a virtual machine."));
        assertThat(refused(AT_A_TERMINAL, "y\n", missing).advice())
                .hasValueSatisfying(advice -> assertThat(advice).contains("Use a virtual machine."));
        assertThat(installed).isEmpty();
    }

    @Test
    void whoLacksNothingIsNotAsked() {
        provide(AT_A_TERMINAL, false, "", List.of());
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
