package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeliveryTest {

    private static final int JARS = 1 << 20;

    @TempDir
    Path folder;

    private Cache cache;

    @BeforeEach
    void makeACache() {
        cache = new Cache(folder.resolve("cache"));
    }

    @Test
    void pushesToARegistryOnThisMachineThatSpeaksPlainHttp() throws IOException {
        try (FakeRegistry registry = new FakeRegistry()) {
            String digest = Delivery.push(image("1"), registry.reference("team/spark:1"), cache, text -> {});
            FakeRegistry.Manifest manifest = registry.manifest("1").orElseThrow();
            assertThat(digest).isEqualTo("sha256:" + Sha256.of(manifest.content()));
            JsonNode json = json(manifest.content());
            assertThat(registry.blob(json.path("config").path("digest").asText()))
                    .isPresent();
            assertThat(json.path("layers"))
                    .hasSize(2)
                    .allSatisfy(layer -> assertThat(
                                    registry.blob(layer.path("digest").asText()))
                            .isPresent());
        }
    }

    @Test
    void sendsOnlyTheTopLayerIfNothingBelowItHasChanged() throws IOException {
        try (FakeRegistry registry = new FakeRegistry()) {
            Delivery.push(image("1"), registry.reference("team/spark:1"), cache, text -> {});
            assertThat(registry.takeUploaded()).hasSize(3);
            Delivery.push(image("2"), registry.reference("team/spark:2"), cache, text -> {});
            JsonNode second = json(registry.manifest("2").orElseThrow().content());
            List<String> uploaded = registry.takeUploaded();
            assertThat(uploaded)
                    .containsExactlyInAnyOrder(
                            second.path("config").path("digest").asText(),
                            second.path("layers").get(1).path("digest").asText());
            assertThat(uploaded)
                    .allSatisfy(blob -> assertThat(registry.blob(blob))
                            .hasValueSatisfying(content -> assertThat(content).hasSizeLessThan(4096)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:5000/x, true",
        "localhost/x, true",
        "127.0.0.1:5000/x, true",
        "127.1.2.3/x, true",
        "registry.example.org/x, false",
        "localhost.example.org:5000/x, false",
        "10.0.0.1:5000/x, false",
        "127.0.0.1.example.org/x, false",
        "x, false"
    })
    void trustsPlainHttpOnTheLoopbackDeviceOnly(String reference, boolean loopback) {
        assertThat(References.isOnLoopback(References.parse(reference))).isEqualTo(loopback);
    }

    @Test
    void namesTheRegistryThatCannotBeReached() throws IOException {
        BuiltImage image = image("1");
        assertThatThrownBy(() -> Delivery.push(image, "localhost:1/spark", cache, text -> {}))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("could not be pushed to localhost:1/spark")
                .hasMessageContaining("docker login");
    }

    @Test
    void leavesNothingOfAFileThatCannotBeWritten() throws IOException {
        BuiltImage image = image("1");
        Path target = Files.createDirectories(folder.resolve("target/folder-in-the-way"))
                .getParent();
        assertThatThrownBy(() -> Delivery.save(image, target, text -> {}))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(target.toString());
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void savesAWholeImage() throws IOException {
        BuiltImage image = image("1");
        Path target = folder.resolve("spark.tar");
        Delivery.save(image, target, text -> {});
        assertThat(target).hasSameBinaryContentAs(image.archive());
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    /** A layer of noise, which no compressor makes smaller, under one with Hearth's scripts in the given version. */
    private BuiltImage image(String scripts) throws IOException {
        Path root = Files.createDirectories(folder.resolve("root-" + scripts));
        byte[] noise = new byte[JARS];
        new Random(1).nextBytes(noise);
        Files.createDirectories(root.resolve("jars"));
        Files.write(root.resolve("jars/spark.jar"), noise);
        Files.createDirectories(root.resolve("bin"));
        Files.writeString(root.resolve("bin/spark-class"), "version " + scripts);
        ImageConfig config = new ImageConfig(
                Map.of(), Tini.ENTRYPOINT, List.of("/bin/bash"), "185", "/", Map.of("scripts", scripts));
        ImageArchive archive =
                new ImageArchive("docker.io/hearth/spark:1", List.of(layer(root, "jars"), layer(root, "bin")), config);
        Path file = folder.resolve("image-" + scripts + ".tar");
        archive.write(file);
        return new BuiltImage("docker.io/hearth/spark:1", archive.digest(), file);
    }

    private static Layer layer(Path root, String name) throws IOException {
        Path tar = root.resolve(name + ".tar");
        LayerTar.write(tar, List.of(LayerContent.ofRoot(root, name)));
        return Layer.of(tar, name);
    }

    private static JsonNode json(byte[] content) throws IOException {
        return JsonMapper.builder().build().readTree(content);
    }
}
