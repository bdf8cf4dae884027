package dev.hearth.cli.install;

import dev.hearth.cli.problem.Problem;
import dev.hearth.image.BuiltImage;
import dev.hearth.image.ImageBuilder;
import dev.hearth.image.ImageException;
import dev.hearth.image.OperatorImageSpec;
import dev.hearth.image.SparkImageSpec;
import dev.hearth.node.Missing;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Hearth's own images, built when they are needed and kept in the user's cache. */
public final class OwnImages {
    private static final String OPERATOR_MAIN = "dev.hearth.operator.Main";

    private OwnImages() {}

    /** The Spark image of a version, as the operator expects it. */
    static BuiltImage spark(String version, Consumer<String> progress) {
        return ImageBuilder.buildSpark(SparkImageSpec.of(version), progress);
    }

    /** What this machine lacks to build the Spark image of a version. */
    static List<Missing> missingFor(String version) {
        return ImageBuilder.missing(SparkImageSpec.of(version)).stream()
                .map(program -> Missing.packaged(program.name(), program.debianPackage()))
                .toList();
    }

    /** Starts building the Spark image of a version; whoever needs it then finds it, or waits for it, or builds it. */
    static void buildSparkAhead(String version) {
        var _ = Thread.ofPlatform().daemon().start(() -> {
            try {
                var _ = spark(version, _ -> {});
            } catch (ImageException e) {
                // It will fail again where somebody waits for it and can be told why.
            }
        });
    }

    /** The operator's image of this version, under any name. */
    public static BuiltImage operator(String reference, Consumer<String> progress) {
        return ImageBuilder.buildOperator(
                new OperatorImageSpec(libraries(), OPERATOR_MAIN, List.of(), reference), progress);
    }

    /** The name of the operator's image of this version. */
    public static String operatorReference() {
        var version = OwnImages.class.getPackage().getImplementationVersion();
        return "docker.io/hearth/operator:" + (version == null ? "0.1.0-SNAPSHOT" : version);
    }

    /** The folder that the build puts the operator's jars in, beside this program. */
    private static Path libraries() {
        try {
            var program = Path.of(OwnImages.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            var libraries = Objects.requireNonNull(program.getParent()).resolve("operator-lib");
            if (!Files.isDirectory(libraries)) {
                throw Problem.failed("the operator's image is made of the jars in " + libraries + ", which is missing")
                        .advise("build Hearth first: mvn -DskipTests package");
            }
            return libraries;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of our own class is always a URI", e);
        }
    }
}
