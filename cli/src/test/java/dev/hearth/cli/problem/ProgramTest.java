package dev.hearth.cli.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgramTest {
    private static final String PROPERTY = "hearth.command";

    @AfterEach
    void forget() {
        System.clearProperty(PROPERTY);
    }

    @Test
    void hintsCanBeTypedAsTheyStand() {
        assertThat(Program.call("up")).isEqualTo("hearth up");
        System.setProperty(PROPERTY, "kubectl hearth");
        assertThat(Program.call("up")).isEqualTo("kubectl hearth up");
        assertThat(Explanation.missingDefinition().advice()).contains("run: kubectl hearth install");
    }

    @Test
    void modulesThatDoNotKnowHowItWasCalledAreCorrected() {
        System.setProperty(PROPERTY, "./hearth");
        assertThat(Program.adapt("Start one with: hearth node up (as hearth-node; Hearth runs docker.io/hearth/spark)"))
                .isEqualTo("Start one with: ./hearth node up (as hearth-node; Hearth runs docker.io/hearth/spark)");
    }
}
