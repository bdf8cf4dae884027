package dev.hearth.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SubmitCommandTest {
    @Test
    void everythingAfterTheApplicationIsItsOwn() {
        var submit = new SubmitCommand();
        var parsed = new CommandLine(submit)
                .parseArgs(
                        "demo", "--conf", "a=b", "--files", "x,y", "app.py", "--conf", "c=d", "--", "--help", "-c",
                        "4");
        assertThat(submit.arguments()).containsExactly("--conf", "c=d", "--", "--help", "-c", "4");
        assertThat(submit.application()).isEqualTo("app.py");
        assertThat(parsed.matchedOptionValue("--conf", java.util.List.of())).containsExactly("a=b");
    }

    @ParameterizedTest
    @CsvSource({"90,90", "90s,90", "5m,300", "1h30m,5400"})
    void timesAreThoseOfKubernetesTools(String text, long seconds) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
