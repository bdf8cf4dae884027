package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeSettingsTest {

    @Test
    void keepsToTheSystemsFoldersByDefault() {
        var settings = NodeSettings.of(Map.of("HOME", "/root"));

        assertThat(settings.home()).isEqualTo(Path.of("/var/lib/hearth/node"));
        assertThat(settings.cache()).isEqualTo(Path.of("/root/.cache/hearth"));
    }

    @Test
    void obeysTheEnvironment() {
        var settings = NodeSettings.of(Map.of("HEARTH_NODE_HOME", "/data/node", "XDG_CACHE_HOME", "/data/cache"));

        assertThat(settings.home()).isEqualTo(Path.of("/data/node"));
        assertThat(settings.cache()).isEqualTo(Path.of("/data/cache/hearth"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void takesABlankHomeForNone(String blank) {
        var settings = NodeSettings.of(Map.of("HOME", "/root", "HEARTH_NODE_HOME", blank));

        assertThat(settings.home()).isEqualTo(Path.of("/var/lib/hearth/node"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Hearth", "a-name-far-too-long", "-a", "a b"})
    void refusesNamesThatNoInterfaceCanHave(String name) {
        assertThatThrownBy(() -> new NodeSettings(name, Path.of("/a"), Path.of("/b")))
                .isInstanceOf(NodeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/run/node", "/data/my node", "/data/$x"})
    void refusesFoldersThatCannotWork(String home) {
        assertThatThrownBy(() -> new NodeSettings("it", Path.of(home), Path.of("/b")))
                .isInstanceOf(NodeException.class);
    }
}
