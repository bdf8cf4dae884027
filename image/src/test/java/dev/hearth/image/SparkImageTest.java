package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SparkImageTest {

    private static final SparkImageSpec SPEC = SparkImageSpec.of(SparkImageSpec.DEFAULT_VERSION);

    @TempDir
    Path folder;

    private Cache cache;

    @BeforeEach
    void makeACache() {
        cache = new Cache(folder.resolve("cache"));
    }

    @Test
    void isFoundAgainWithoutTheDistributionThatItWasMadeOf() throws IOException {
        makeBase("Debian");
        putImage();
        assertThat(new SparkImage(cache, text -> {}).existing(SPEC)).isPresent();
    }

    @Test
    void isBuiltAgainOnceTheBaseIsAnother() throws IOException {
        makeBase("Debian");
        putImage();
        Files.delete(cache.folder().resolve(DebianBase.file()));
        assertThat(new SparkImage(cache, text -> {}).existing(SPEC)).isEmpty();
        makeBase("Debian with an update");
        assertThat(new SparkImage(cache, text -> {}).existing(SPEC)).isEmpty();
    }

    @Test
    void refusesACachedDistributionWithAnotherChecksumThanTheReleases() {
        String checksum = SparkRelease.NEWEST.sha256();
        cache.checkedFile(
                "pyspark-%s-%s.tar.gz".formatted(SPEC.sparkVersion(), checksum.substring(0, 16)),
                text -> {},
                fresh -> Files.writeString(fresh, "not Spark"));
        assertThatThrownBy(() -> new SparkDownload(cache, text -> {}).fetch(SPEC))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(checksum)
                .hasMessageContaining("Delete it");
    }

    private void makeBase(String content) {
        cache.checkedFile(DebianBase.file(), text -> {}, fresh -> Files.writeString(fresh, content));
    }

    private void putImage() throws IOException {
        Path tar = folder.resolve("layer.tar");
        Files.createDirectories(folder.resolve("root/opt"));
        LayerTar.write(tar, List.of(LayerContent.ofRoot(folder.resolve("root"), "opt")));
        String inputs = SparkImage.inputs(DebianBase.cachedDigest(cache).orElseThrow(), SparkRelease.NEWEST.sha256());
        ImageConfig config = new ImageConfig(Map.of(), List.of(), List.of(), "185", "/", Map.of());
        assertThat(new ImageStore(cache).put(SPEC.reference(), inputs, List.of(Layer.of(tar, "test")), config))
                .isNotNull();
    }
}
