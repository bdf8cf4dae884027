package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeSettingsTest {

    private static final Path USERS_CACHE = Path.of(System.getProperty("user.home"), ".cache/hearth");

    @Test
    void keepsToTheSystemsFoldersByDefault() {
        var settings = NodeSettings.of(Map.of());

        assertThat(settings.home()).isEqualTo(Path.of("/var/lib/hearth/node"));
        assertThat(settings.cache()).isEqualTo(USERS_CACHE);
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
        var settings = NodeSettings.of(Map.of("HEARTH_NODE_HOME", blank));

        assertThat(settings.home()).isEqualTo(Path.of("/var/lib/hearth/node"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "cache", "./cache"})
    void takesNoCacheFolderThatDependsOnWhereItIsCalled(String cache) {
        var settings = NodeSettings.of(Map.of("XDG_CACHE_HOME", cache));

        assertThat(settings.cache()).isEqualTo(USERS_CACHE);
    }

    @Test
    void sharesTheCacheWithTheImagesWhateverHomeSays() {
        var settings = NodeSettings.of(Map.of("HOME", "/home/who-called-sudo"));

        assertThat(settings.cache()).isEqualTo(USERS_CACHE);
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
