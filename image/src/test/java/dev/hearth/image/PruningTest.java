package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PruningTest {

    private static final Instant LONG_AGO = Instant.now().minus(Duration.ofDays(31));

    @TempDir
    Path folder;

    @Test
    void removesWhatHasNotBeenUsedForAMonth() throws IOException {
        for (String name : List.of("base-1.tar", "classes-1.tar", "java-1.tar", "pyspark-1-1.tar.gz")) {
            Files.writeString(folder.resolve(name + ".sha256"), "checksum");
            age(Files.writeString(folder.resolve(name), "old"));
            Files.writeString(folder.resolve(name.replace("1", "2")), "new");
        }
        age(Files.writeString(folder.resolve("lock"), ""));
        Files.createDirectories(folder.resolve("jib-base/local"));
        age(folder.resolve("jib-base"));
        Files.createDirectories(folder.resolve("jib-layers"));
        age(file("images/spark_1/key/image.tar"));
        file("images/spark_2/key/image.tar");
        new Pruning(folder, Instant.now()).run();
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "base-2.tar",
                            "classes-2.tar",
                            "java-2.tar",
                            "pyspark-2-2.tar.gz",
                            "lock",
                            "jib-layers",
                            "images");
        }
        assertThat(folder.resolve("images/spark_1/key")).doesNotExist();
        assertThat(folder.resolve("images/spark_2/key/image.tar")).exists();
    }

    @Test
    void keepsWhatABuildHasUsed() throws IOException {
        Cache cache = new Cache(folder);
        age(cache.file("java-1.tar", fresh -> Files.writeString(fresh, "")));
        age(cache.checkedFile("base-1.tar", text -> {}, fresh -> Files.writeString(fresh, ""))
                .path());
        age(cache.file("classes-1.tar", fresh -> Files.writeString(fresh, "")));
        cache.file("java-1.tar", fresh -> {});
        assertThat(cache.checksum("base-1.tar")).isPresent();
        age(put("docker.io/hearth/spark:1").archive());
        assertThat(new ImageStore(cache).find("docker.io/hearth/spark:1", "0123456789abcdef"))
                .isPresent();

        put("docker.io/hearth/spark:2");
        assertThat(folder.resolve("java-1.tar")).exists();
        assertThat(folder.resolve("base-1.tar")).exists();
        assertThat(folder.resolve("base-1.tar.sha256")).exists();
        assertThat(folder.resolve("classes-1.tar")).doesNotExist();
        assertThat(new ImageStore(cache).find("docker.io/hearth/spark:1", "0123456789abcdef"))
                .isPresent();
    }

    private BuiltImage put(String reference) throws IOException {
        Path tar = folder.resolve("layer.tar");
        Files.createDirectories(folder.resolve("root/opt"));
        LayerTar.write(tar, List.of(LayerContent.ofRoot(folder.resolve("root"), "opt")));
        ImageConfig config = new ImageConfig(Map.of(), List.of(), List.of(), "185", "/", Map.of());
        return new ImageStore(new Cache(folder))
                .put(reference, "0123456789abcdef", List.of(Layer.of(tar, "test")), config);
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    private static void age(Path path) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
    }
}
