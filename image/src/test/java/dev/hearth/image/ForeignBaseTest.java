package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ForeignBaseTest {

    private static final String OCI = "application/vnd.oci.image.";

    @TempDir
    Path folder;

    private Cache cache;

    @BeforeEach
    void makeACache() {
        cache = new Cache(folder.resolve("cache"));
    }

    @ParameterizedTest
    @CsvSource({"amd64, amd64", "x86_64, amd64", "aarch64, arm64", "riscv64, riscv64"})
    void namesArchitecturesAsImagesDo(String java, String image) {
        assertThat(Architecture.of(java)).isEqualTo(image);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amd64", "arm64"})
    void takesTheImageForTheMachineOutOfAnIndex(String architecture) throws IOException {
        try (FakeRegistry registry = new FakeRegistry()) {
            registry.put("1", index(registry, "amd64", "arm64"));
            Base base = load(registry.reference("base:1"), architecture);
            assertThat(base.environment()).containsEntry("BUILT_FOR", architecture);
            Path root = folder.resolve("root");
            base.unpack(root);
            assertThat(root.resolve("etc/architecture")).hasContent(architecture);
            assertThat(base.labels()).containsValue(registry.reference("base:1"));
        }
    }

    @Test
    void refusesAnImageForAnotherMachine() throws IOException {
        try (FakeRegistry registry = new FakeRegistry()) {
            registry.put("1", image(registry, "arm64"));
            assertThatThrownBy(() -> load(registry.reference("base:1"), "amd64"))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("is for arm64")
                    .hasMessageContaining("Name one for amd64");
        }
    }

    private Base load(String name, String architecture) throws IOException {
        return ForeignBase.load(name, architecture, cache, Files.createDirectories(folder.resolve("work")), text -> {});
    }

    private FakeRegistry.Manifest index(FakeRegistry registry, String... architectures) throws IOException {
        var described = new ArrayList<Map<String, Object>>();
        for (String architecture : architectures) {
            FakeRegistry.Manifest image = image(registry, architecture);
            String digest = "sha256:" + Sha256.of(image.content());
            registry.put(digest, image);
            described.add(Map.of(
                    "mediaType",
                    image.type(),
                    "digest",
                    digest,
                    "size",
                    image.content().length,
                    "platform",
                    Map.of("architecture", architecture, "os", "linux")));
        }
        return manifest("index.v1+json", Map.of("manifests", described));
    }

    private FakeRegistry.Manifest image(FakeRegistry registry, String architecture) throws IOException {
        Path root = folder.resolve(architecture);
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/architecture"), architecture);
        Path tar = folder.resolve(architecture + ".tar");
        LayerTar.write(tar, List.of(LayerContent.ofRoot(root, "etc")));
        byte[] config = json(Map.of(
                "architecture",
                architecture,
                "os",
                "linux",
                "config",
                Map.of("Env", List.of("BUILT_FOR=" + architecture)),
                "rootfs",
                Map.of("type", "layers", "diff_ids", List.of("sha256:" + Sha256.of(tar)))));
        return manifest(
                "manifest.v1+json",
                Map.of(
                        "config", descriptor(registry, "config.v1+json", config),
                        "layers", List.of(descriptor(registry, "layer.v1.tar+gzip", packed(tar)))));
    }

    private static FakeRegistry.Manifest manifest(String type, Map<String, Object> content) throws IOException {
        var whole = new HashMap<>(content);
        whole.put("schemaVersion", 2);
        whole.put("mediaType", OCI + type);
        return new FakeRegistry.Manifest(OCI + type, json(whole));
    }

    private static Map<String, Object> descriptor(FakeRegistry registry, String type, byte[] content) {
        return Map.of("mediaType", OCI + type, "digest", registry.put(content), "size", content.length);
    }

    private static byte[] packed(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            Files.copy(file, gzip);
        }
        return bytes.toByteArray();
    }

    private static byte[] json(Object value) throws IOException {
        return JsonMapper.builder().build().writeValueAsBytes(value);
    }
}
