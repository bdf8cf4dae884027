package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ProgramTest {

    private static final Set<Program> NEEDED = Set.of(Program.TAR, Program.PIP, Program.MMDEBSTRAP);

    @Test
    void namesThePackageOfWhatIsMissing() {
        assertThat(Program.missing(NEEDED, program -> program == Program.TAR))
                .containsExactly(
                        new MissingProgram("mmdebstrap", "mmdebstrap"),
                        new MissingProgram("Python's pip", "python3-pip"));
        assertThat(Program.missing(NEEDED, program -> true)).isEmpty();
        assertThat(Program.missing(List.of(), program -> false)).isEmpty();
    }

    @Test
    void saysWhatToInstallInOneSentence() {
        assertThatThrownBy(() -> Program.require(NEEDED, program -> program == Program.TAR))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("mmdebstrap, Python's pip")
                .hasMessageContaining("apt-get install mmdebstrap python3-pip")
                .hasMessageContaining("--base");
        assertThatThrownBy(() -> Program.require(NEEDED, program -> program == Program.MMDEBSTRAP))
                .hasMessageContaining("apt-get install python3-pip tar)")
                .hasMessageNotContaining("--base");
        assertThatCode(() -> Program.require(NEEDED, program -> true)).doesNotThrowAnyException();
    }

    @Test
    void findsWhatEveryMachineHas() {
        assertThat(Program.TAR.isInstalled()).isTrue();
    }
}
