package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Puts images together from what two installations left that have the same content and nothing else in common. */
final class SparkLayersTest {

    private static final List<String> FILES = List.of(
            "opt/spark/jars/scala-library-2.13.18.jar",
            "opt/spark/jars/spark-core.jar",
            "opt/spark/bin/spark-class",
            "opt/spark/bin/spark-class.orig",
            "opt/spark/bin/spark-submit",
            "opt/spark/python/pyspark/__init__.py",
            "opt/spark/hearth/options",
            "opt/spark/hearth/spark.jsa",
            "opt/spark/hearth/jvm/bin/java",
            "opt/spark/work-dir/.keep",
            "home/spark/.keep",
            "etc/passwd",
            "etc/group",
            "usr/bin/tini",
            "usr/bin/python3");

    @TempDir
    Path folder;

    @Test
    void givesTheSameImageForTheSameContent() throws IOException {
        Path one = image("one", install("one", FILES, 1_000_000_000L));
        var backwards = new ArrayList<>(FILES);
        Collections.reverse(backwards);
        Path other = image("other", install("other", backwards, 2_000_000_000L));
        assertThat(other).hasSameBinaryContentAs(one);
    }

    @Test
    void changesOnlyTheTopLayerWithAScriptOfHearth() throws IOException {
        Path root = install("one", FILES, 0);
        List<Layer> before = layers("before", root);
        Files.writeString(root.resolve("opt/spark/bin/spark-class"), "changed");
        Files.writeString(root.resolve("opt/spark/hearth/jvm/bin/java"), "changed");
        List<Layer> after = layers("after", root);
        assertThat(after.subList(0, 2))
                .extracting(Layer::digest)
                .isEqualTo(before.subList(0, 2).stream().map(Layer::digest).toList());
        assertThat(after.getLast().digest()).isNotEqualTo(before.getLast().digest());
    }

    private Path install(String name, List<String> files, long seconds) throws IOException {
        Path root = folder.resolve(name);
        for (String file : files) {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "content of " + file);
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(seconds > 1_500_000_000L ? "rwxr-x--x" : "rwxrwxrwx"));
            Files.setLastModifiedTime(path, FileTime.fromMillis(seconds * 1000));
        }
        Files.createSymbolicLink(root.resolve("usr/bin/python"), Path.of("python3"));
        return root;
    }

    private List<Layer> layers(String name, Path root) throws IOException {
        SparkLayers spark = new SparkLayers(root, Files.createDirectories(folder.resolve("work-" + name)));
        return List.of(spark.jars(), spark.withoutJars(), spark.scripts());
    }

    private Path image(String name, Path root) throws IOException {
        ImageConfig config =
                new SparkLayers(root, root).config("4.3.0", new Base(List.of(), Map.of(), Map.of("label", "value")));
        Path archive = folder.resolve(name + ".tar");
        new ImageArchive("docker.io/hearth/spark:4.3.0", layers(name, root), config).write(archive);
        return archive;
    }
}
