package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds both images as they always are, but of a Debian, a Java and a Spark of a few bytes each. */
final class SharedBaseTest {

    private static final String SPARK_VERSION = "9.9.9";

    /** What the scripts leave in the root file system. */
    private static final List<String> SPARK = List.of(
            "opt/spark/jars/scala-library-2.13.18.jar",
            "opt/spark/bin/spark-class",
            "opt/spark/work-dir/.keep",
            SparkLayers.CLASS_PATH,
            SparkLayers.ARCHIVE,
            "opt/spark/hearth/jvm/bin/java",
            "home/spark/.keep",
            "etc/passwd",
            "etc/group",
            "usr/bin/python");

    @TempDir
    Path folder;

    private Cache cache;

    @BeforeEach
    void makeWhatTakesLong() {
        cache = new Cache(folder.resolve("cache"));
        putTar(DebianBase.file(), "debian", "etc/debian_version");
        putTar("java-" + JavaRuntime.inputs().substring(0, 16) + ".tar", "java", "opt/java/bin/java");
        put("pyspark-" + SPARK_VERSION + ".tar.gz", fresh -> Files.writeString(fresh, "a distribution"));
    }

    private void putTar(String name, String root, String file) {
        write(folder.resolve(root), List.of(file));
        String top = file.substring(0, file.indexOf('/'));
        put(name, fresh -> LayerTar.write(fresh, List.of(LayerContent.ofRoot(folder.resolve(root), top))));
    }

    private void put(String name, Cache.Maker maker) {
        assertThat(cache.checkedFile(name, text -> {}, maker).path()).exists();
    }

    private static void write(Path root, List<String> files) {
        try {
            for (String file : files) {
                Path path = root.resolve(file);
                Files.createDirectories(path.getParent());
                Files.writeString(path, "content of " + file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BuiltImage spark() {
        SparkImage.Workshop workshop = (sandbox, failure, program) -> {
            write(sandbox.root(), SPARK);
            return "";
        };
        var spec =
                new SparkImageSpec(SPARK_VERSION, Optional.empty(), Optional.empty(), "hearth/spark:" + SPARK_VERSION);
        return new SparkImage(cache, text -> {}, workshop).make(spec);
    }

    private BuiltImage operator() {
        Path libraries = folder.resolve("libraries");
        write(libraries, List.of("hearth-operator.jar", "another.jar"));
        var spec = new OperatorImageSpec(libraries, "Main", List.of(), "hearth/operator:1");
        return new OperatorImage(cache, text -> {}).build(spec);
    }

    private static List<String> layers(BuiltImage image) throws IOException {
        String manifest = Command.of("tar", "-xOf", image.archive().toString(), "manifest.json")
                .run("The archive has no manifest.");
        return JsonMapper.builder()
                .build()
                .readTree(manifest)
                .at("/0/Layers")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void bothImagesLieOnOneLayerThatANodeStoresOnce() throws IOException {
        List<String> spark = layers(spark());
        List<String> operator = layers(operator());

        String base = "blobs/sha256/" + cache.checksum(DebianBase.file()).orElseThrow();
        assertThat(spark).hasSize(5).startsWith(base);
        assertThat(operator).hasSize(4).startsWith(base);
        assertThat(operator).filteredOn(spark::contains).containsExactly(base);
    }
}
