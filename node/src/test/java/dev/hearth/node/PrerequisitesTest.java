package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.node.Prerequisites.Machine;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PrerequisitesTest {

    @Test
    void anotherSystemThanLinuxIsAllThatIsSaid() {
        assertThat(missing(new Machine("Mac OS X", false, _ -> false)))
                .singleElement()
                .satisfies(missing -> {
                    assertThat(missing.what()).isEqualTo("Linux");
                    assertThat(missing.advice()).contains("virtual machine", "any Kubernetes");
                    assertThat(missing.aptPackage()).isEmpty();
                });
    }

    @Test
    void whoIsNotRootIsToldToBeAndOfferedNothing() {
        var missing = missing(new Machine("Linux", false, program -> !program.equals("tini")));

        assertThat(missing).extracting(Missing::advice).anyMatch(advice -> advice.contains("as root (sudo)"));
        assertThat(missing).extracting(Missing::aptPackage).contains(Optional.of("tini"));
        assertThat(Missing.installable(missing)).isFalse();
    }

    @Test
    void programsThatAreNotThereComeInPackages() {
        var missing = missing(new Machine("Linux", true, program -> !program.contains("sv")));

        assertThat(Missing.installation(missing)).contains("apt-get install -y --no-install-recommends runit");
        assertThat(Missing.installable(missing)).isTrue();
    }

    @Test
    void aCompilerIsNeededOnlyForWhatIsNotCompiledYet() {
        var machine = new Machine("Linux", true, _ -> true);
        var go = Missing.unpackaged("Go", "Install it.");

        assertThat(missing(machine)).isEmpty();
        assertThat(Prerequisites.missing(machine, () -> List.of(go))).containsExactly(go);
    }

    private static List<Missing> missing(Machine machine) {
        return Prerequisites.missing(machine, List::of);
    }
}
