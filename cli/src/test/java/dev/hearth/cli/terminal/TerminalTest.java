package dev.hearth.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Console console(String terminals, Map<String, String> environment) {
        var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Console.of(stream, stream, terminals, 40, environment);
    }

    private String written() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void pipesGetPlainText() {
        var console = console("", Map.of("TERM", "xterm", "LANG", "en_US.UTF-8"));
        assertThat(console.outStyle().bad("x")).isEqualTo("x");
        assertThat(console.live()).isFalse();
    }

    @Test
    void terminalsGetColoursUnlessTheUserOrTheTerminalSaysNo() {
        assertThat(console("12", Map.of("TERM", "xterm")).outStyle().bad("x")).isEqualTo("\033[31mx\033[39m\033[0m");
        assertThat(console("12", Map.of("TERM", "xterm", "NO_COLOR", "1"))
                        .outStyle()
                        .bad("x"))
                .isEqualTo("x");
        assertThat(console("12", Map.of("TERM", "dumb")).outStyle().bad("x")).isEqualTo("x");
        assertThat(console("12", Map.of("TERM", "dumb")).live()).isFalse();
    }

    @Test
    void symbolsNeedALocaleThatHasThem() {
        assertThat(console("", Map.of("LANG", "C.UTF-8")).errStyle().check()).isEqualTo("✔");
        assertThat(console("", Map.of("LANG", "C.UTF-8", "LC_ALL", "C"))
                        .errStyle()
                        .check())
                .isEqualTo("ok");
    }

    @Test
    void plainProgressSaysEachThingOnce() {
        try (var step = console("", Map.of()).step("Working")) {
            step.accept("first");
            step.accept("first");
            step.accept("second");
            step.done("Worked");
        }
        assertThat(written()).matches("Working ...\n {2}first\n {2}second\nok Worked \\([0-9.]+s\\)\n");
    }

    @Test
    void workThatWasNotDoneHasFailed() {
        try (var step = console("", Map.of()).step("Working")) {
            step.accept("first");
        }
        assertThat(written()).contains("!! Working (");
    }

    @Test
    void liveProgressStaysOnOneLineAndEndsWithTheOutcome() {
        try (var step = console("2", Map.of("TERM", "xterm", "NO_COLOR", "1")).step("Working")) {
            step.accept("x".repeat(200));
            step.done("Worked");
        }
        var lines = written().split("\n", -1);
        assertThat(lines).hasSize(2);
        assertThat(lines[0]).matches("(?s).*\r\033\\[2Kok Worked {2}[0-9.]+s");
    }

    @ParameterizedTest
    @CsvSource({"0,0.0s", "1234,1.2s", "9960,10s", "59400,59s", "61000,1m01s", "3725000,62m05s"})
    void durationsAreAsPreciseAsPeopleNeed(long millis, String text) {
        assertThat(Elapsed.text(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"-5,0s", "119,119s", "130,2m10s", "600,10m", "7200,120m", "20000,5h", "200000,2d"})
    void agesAreThoseOfKubectl(long seconds, String text) {
        assertThat(Elapsed.age(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void phasesAddUpAlsoWhenOneFails() {
        var clock = new AtomicLong();
        var phases = new Phases(clock::get);
        phases.measure("one", () -> {
            var _ = clock.addAndGet(1_500_000_000L);
        });
        try {
            phases.measure("two", () -> {
                var _ = clock.addAndGet(30_000_000_000L);
                throw new IllegalStateException();
            });
        } catch (IllegalStateException e) {
            assertThat(phases.table(new Style(false, false))).hasToString("""
                    PHASE   TIME
                    one     1.5s
                    two     30s
                    total   32s""");
        }
    }
}
