package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageArchiveTest {

    private static final ImageConfig CONFIG = new ImageConfig(
            Map.of("SPARK_HOME", "/opt/spark"), Tini.ENTRYPOINT, List.of("/bin/bash"), "185", "/", Map.of());

    @TempDir
    Path folder;

    @Test
    void isBothAnOciLayoutAndADockerArchive() throws IOException {
        ImageArchive archive = archive("docker.io/hearth/spark:4.3.0");
        archive.write(folder.resolve("image.tar"));
        Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
        Command.of("tar", "-xf", folder.resolve("image.tar").toString(), "-C", unpacked.toString())
                .run("tar failed");

        JsonNode index = json(unpacked.resolve("index.json")).path("manifests").get(0);
        assertThat(index.path("digest").asText()).isEqualTo(archive.digest());
        assertThat(index.path("annotations").path("io.containerd.image.name").asText())
                .isEqualTo("docker.io/hearth/spark:4.3.0");
        JsonNode manifest = json(blob(unpacked, archive.digest()));
        JsonNode docker = json(unpacked.resolve("manifest.json")).get(0);
        assertThat(docker.path("RepoTags").get(0).asText()).isEqualTo("docker.io/hearth/spark:4.3.0");
        String config = manifest.path("config").path("digest").asText();
        assertThat(unpacked.resolve(docker.path("Config").asText())).isEqualTo(blob(unpacked, config));
        assertThat(json(blob(unpacked, config)).path("config").path("User").asText())
                .isEqualTo("185");
        assertThat(unpacked.resolve(docker.path("Layers").get(0).asText()))
                .isRegularFile()
                .isEqualTo(blob(
                        unpacked, manifest.path("layers").get(0).path("digest").asText()));
    }

    @Test
    void hasADigestThatTheNameDoesNotChange() throws IOException {
        assertThat(archive("docker.io/a/b:1").digest())
                .isEqualTo(archive("docker.io/c/d:2").digest());
    }

    private ImageArchive archive(String reference) throws IOException {
        Path tar = folder.resolve("layer.tar");
        Files.createDirectories(folder.resolve("root/opt"));
        LayerTar.write(tar, List.of(LayerContent.ofRoot(folder.resolve("root"), "opt")));
        return new ImageArchive(reference, List.of(Layer.of(tar, "test")), CONFIG);
    }

    private static Path blob(Path layout, String digest) {
        return layout.resolve("blobs/sha256").resolve(digest.substring("sha256:".length()));
    }

    private static JsonNode json(Path file) throws IOException {
        return JsonMapper.builder().build().readTree(file.toFile());
    }
}
