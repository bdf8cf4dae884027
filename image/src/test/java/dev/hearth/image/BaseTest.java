package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BaseTest {

    @TempDir
    Path folder;

    @Test
    void unpacksLayersOverEachOtherAndHidesWhatAHigherOneRemoves() throws IOException {
        Layer lower = layer("lower", "etc/kept", "etc/removed", "var/old/file");
        Layer upper = layer("upper", "etc/.wh.removed", "var/old/.wh..wh..opq", "var/old/new");
        Path root = folder.resolve("root");
        new Base(List.of(lower, upper), Map.of(), Map.of()).unpack(root);
        assertThat(root.resolve("etc"))
                .isDirectoryContaining("glob:**/kept")
                .isDirectoryNotContaining("glob:**removed");
        assertThat(root.resolve("var/old"))
                .isDirectoryContaining("glob:**/new")
                .isDirectoryNotContaining("glob:**/file");
    }

    private Layer layer(String name, String... files) throws IOException {
        Path tree = folder.resolve(name);
        for (String file : files) {
            Path path = tree.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "");
        }
        Path tar = folder.resolve(name + ".tar");
        LayerTar.write(tar, List.of(LayerContent.ofRoot(tree, "etc"), LayerContent.ofRoot(tree, "var")));
        return Layer.of(tar, name);
    }
}
