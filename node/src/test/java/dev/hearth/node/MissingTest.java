package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MissingTest {

    @Test
    void namesOneCommandForAllPackages() {
        var missing = List.of(
                Missing.packaged("runsvdir", "runit"),
                Missing.packaged("svlogd", "runit"),
                Missing.packaged("containerd", "containerd"));

        assertThat(Missing.installation(missing))
                .contains("apt-get install -y --no-install-recommends containerd runit");
    }

    @Test
    void explainsWhatNoPackageBrings() {
        var missing = List.of(Missing.unpackaged("Go", "Install it."), Missing.packaged("tini", "tini"));

        assertThat(Missing.explanation(missing))
                .isEqualTo("Go is missing. Install it.\n"
                        + "Install what is missing with: apt-get install -y --no-install-recommends tini");
    }

    @Test
    void isInstallableOnlyIfPackagesBringAllOfIt() {
        var tini = Missing.packaged("tini", "tini");

        assertThat(Missing.installable(List.of(tini))).isTrue();
        assertThat(Missing.installable(List.of(tini, Missing.unpackaged("root", "Use sudo."))))
                .isFalse();
    }

    @Test
    void offersNoCommandWhenNoPackageHelps() {
        assertThat(Missing.installation(List.of(Missing.unpackaged("Linux", "Use Linux."))))
                .isEmpty();
    }
}
