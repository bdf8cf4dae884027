package dev.hearth.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What of an installed Spark goes where in the image: into layers that are the less likely to change the lower they lie.
 *
 * @param root the root file system that Spark is installed in
 * @param work where the layers are written
 */
record SparkLayers(Path root, Path work) {

    private static final String SPARK = "opt/spark";
    private static final String HEARTH = "opt/spark/hearth";

    /** The class-data archive. */
    static final String ARCHIVE = HEARTH + "/spark.jsa";

    /** The list of the jars in the order that the archive was made for; in any other the JVM would not take it. */
    static final String CLASS_PATH = HEARTH + "/jars";

    Layer jars() throws IOException {
        return layer("jars", "Spark's jars", LayerContent.ofRoot(root, SPARK + "/jars"));
    }

    Layer withoutJars() throws IOException {
        return layer(
                "spark",
                "Spark's scripts and Python modules",
                LayerContent.ofRoot(root, SPARK)
                        .without(
                                SPARK + "/jars",
                                SPARK + "/bin/spark-class",
                                SPARK + "/work-dir",
                                HEARTH + "/jvm",
                                ARCHIVE));
    }

    Layer scripts() throws IOException {
        return layer(
                "hearth",
                "Hearth's scripts and the user",
                LayerContent.ofRoot(root, HEARTH + "/jvm"),
                LayerContent.ofRoot(root, SPARK + "/bin/spark-class"),
                LayerContent.ofRoot(root, SPARK + "/work-dir").ownedBy(SparkConfig.USER),
                LayerContent.ofRoot(root, "home/spark").ownedBy(SparkConfig.USER),
                LayerContent.ofRoot(root, "etc/passwd"),
                LayerContent.ofRoot(root, "etc/group"),
                LayerContent.ofRoot(root, "usr/bin/python"));
    }

    ImageConfig config(String version, Base base) throws IOException {
        return SparkConfig.of(version, scalaVersion(), base, Tini.entrypoint(root, base.path()));
    }

    private Layer layer(String name, String description, LayerContent... contents) throws IOException {
        Path tar = work.resolve(name + ".tar");
        LayerTar.write(tar, List.of(contents));
        return Layer.of(tar, description);
    }

    /** The first two numbers, such as 2.13. */
    private String scalaVersion() throws IOException {
        String prefix = "scala-library-";
        try (var files = Files.newDirectoryStream(root.resolve(SPARK).resolve("jars"), prefix + "*.jar")) {
            for (Path file : files) {
                String version = String.valueOf(file.getFileName()).substring(prefix.length());
                return version.substring(0, version.indexOf('.', version.indexOf('.') + 1));
            }
        }
        throw new ImageException("This pyspark has no scala-library among its jars; is it a complete release?");
    }
}
