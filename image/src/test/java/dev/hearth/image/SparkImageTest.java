package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    @Test
    void warnsOfADistributionThatOnlyThePackageIndexVouchesFor() {
        SparkDownload download = new SparkDownload(cache, text -> {});
        SparkImageSpec unknown = SparkImageSpec.of("9.9.9");
        CachedFile file = cache.checkedFile("pyspark-9.9.9.tar.gz", text -> {}, fresh -> Files.writeString(fresh, ""));
        assertThat(download.warnings(unknown))
                .singleElement()
                .asString()
                .contains("Spark 9.9.9", "--sha256 " + file.sha256());
        assertThat(download.warnings(
                        new SparkImageSpec("9.9.9", Optional.of(file.sha256()), Optional.empty(), "spark")))
                .isEmpty();
        assertThat(download.warnings(SPEC)).isEmpty();
    }

    @Test
    void keepsTheWarningOfAnImageThatWasBuiltBefore() throws IOException {
        SparkImageSpec unknown = SparkImageSpec.of("9.9.9");
        makeBase("Debian");
        CachedFile file = cache.checkedFile("pyspark-9.9.9.tar.gz", text -> {}, fresh -> Files.writeString(fresh, ""));
        putImage(unknown, file.sha256());
        assertThat(new SparkImage(cache, text -> {}).build(unknown).warnings()).hasSize(1);
    }

    @Test
    void needsEverythingOnAFreshMachine() {
        assertThat(new SparkImage(cache, text -> {}).needs(SPEC)).containsExactlyInAnyOrder(Program.values());
    }

    @Test
    void needsNothingThatMakesWhatIsInTheCache() throws IOException {
        SparkImage image = new SparkImage(cache, text -> {});
        makeBase("Debian");
        assertThat(image.needs(SPEC)).contains(Program.PIP, Program.UNSHARE).doesNotContain(Program.MMDEBSTRAP);
        Files.writeString(
                cache.folder()
                        .resolve("pyspark-%s-%s.tar.gz"
                                .formatted(
                                        SPEC.sparkVersion(),
                                        SparkRelease.NEWEST.sha256().substring(0, 16))),
                "");
        assertThat(image.needs(SPEC))
                .containsExactlyInAnyOrder(Program.UNSHARE, Program.MOUNT, Program.IP, Program.TAR);
        putImage();
        assertThat(image.needs(SPEC)).isEmpty();
    }

    @Test
    void needsNoDebianForAnotherBase() {
        SparkImageSpec spec = new SparkImageSpec(
                SPEC.sparkVersion(), Optional.empty(), Optional.of("eclipse-temurin:17"), SPEC.reference());
        assertThat(new SparkImage(cache, text -> {}).needs(spec))
                .contains(Program.PIP, Program.TAR)
                .doesNotContain(Program.MMDEBSTRAP, Program.DEBIAN_KEYS);
    }

    @Test
    void needsOnlyTheBaseForTheOperator() {
        assertThat(DebianBase.needs(cache)).contains(Program.MMDEBSTRAP).doesNotContain(Program.UNSHARE, Program.PIP);
        makeBase("Debian");
        assertThat(DebianBase.needs(cache)).isEmpty();
    }

    private void makeBase(String content) {
        cache.checkedFile(DebianBase.file(), text -> {}, fresh -> Files.writeString(fresh, content));
    }

    private void putImage() throws IOException {
        putImage(SPEC, SparkRelease.NEWEST.sha256());
    }

    private void putImage(SparkImageSpec spec, String source) throws IOException {
        Path tar = folder.resolve("layer.tar");
        Files.createDirectories(folder.resolve("root/opt"));
        LayerTar.write(tar, List.of(LayerContent.ofRoot(folder.resolve("root"), "opt")));
        String inputs = SparkImage.inputs(DebianBase.cachedDigest(cache).orElseThrow(), source);
        ImageConfig config = new ImageConfig(Map.of(), List.of(), List.of(), "185", "/", Map.of());
        assertThat(new ImageStore(cache).put(spec.reference(), inputs, List.of(Layer.of(tar, "test")), config))
                .isNotNull();
    }
}
