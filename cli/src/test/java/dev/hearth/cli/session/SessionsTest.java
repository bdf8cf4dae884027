package dev.hearth.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Problem;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionsTest {
    @ParameterizedTest
    @CsvSource({"tmux-256color,tmux-256color", "xterm,xterm", "alacritty,xterm-256color", ",xterm-256color"})
    void terminalTypesThatImagesDoNotKnowAreReplaced(String local, String remote) {
        assertThat(Sessions.terminalType(local)).isEqualTo(remote);
    }

    @ParameterizedTest
    @CsvSource({"1,1g", "0.5,512m", "250m,2g"})
    void driversComeInSparksUnits(String cores, String memory) {
        assertThat(new DriverShape(cores, memory).memory()).isEqualTo(memory);
    }

    @ParameterizedTest
    @CsvSource({"1,1Gi", "1,1", "many,1g", "1,0g"})
    void otherUnitsAreWrongUsage(String cores, String memory) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> new DriverShape(cores, memory))
                .satisfies(problem -> assertThat(problem.exit()).isEqualTo(Exit.USAGE));
    }

    @Test
    void theTwoStreamsOfAJobComeApart() {
        var out = new ArrayList<String>();
        var errors = new ArrayList<String>();
        var output = new JobOutput(out::add, errors::add);
        output.accept("result");
        output.accept("\033[mWARN log");
        assertThat(out).containsExactly("result");
        assertThat(errors).containsExactly("WARN log");
        assertThat(output.lastErrors()).isEqualTo("WARN log");
    }
}
