package dev.hearth.cli.command;

import dev.hearth.api.SparkClusterSpec;
import dev.hearth.cli.install.ImageDelivery;
import dev.hearth.cli.install.OwnImages;
import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.terminal.Console;
import dev.hearth.cli.terminal.Step;
import dev.hearth.image.BuiltImage;
import dev.hearth.image.ImageBuilder;
import dev.hearth.image.SparkImageSpec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Builds the Spark image. */
@Command(
        name = "build",
        description = {
            "Build Hearth's Spark image, or the operator's; needs no container engine.",
            "",
            "Without --load, --to or --tar it only says where the archive is."
        })
@SuppressWarnings("NullAway.Init")
final class ImageBuildCommand implements Callable<Integer> {
    @ParentCommand
    private ImageCommand image;

    @ArgGroup
    private @Nullable Destination destination;

    /** Where the image goes. */
    static final class Destination {
        @Option(names = "--load", description = "Onto the nodes of the Kubernetes in use (embedded, minikube, kind).")
        private boolean load;

        @Option(names = "--to", paramLabel = "REF", description = "Into a registry, under this name.")
        private @Nullable String reference;

        @Option(names = "--tar", paramLabel = "FILE", description = "Into a file that docker load and its like read.")
        private @Nullable Path file;
    }

    @Option(
            names = "--spark-version",
            paramLabel = "V",
            description = "Version of Spark. Default: " + SparkClusterSpec.DEFAULT_SPARK_VERSION + ".")
    private @Nullable String version;

    @Option(
            names = "--sha256",
            paramLabel = "HASH",
            description = "Checksum of pyspark's source distribution, for a version that Hearth does not know.")
    private @Nullable String sha256;

    @Option(
            names = "--base",
            paramLabel = "REF",
            description = "Image to build on, or an archive of one: with Java 17, Python 3, bash and tar."
                    + " Default: made of Debian's packages.")
    private @Nullable String base;

    @Option(names = "--operator", description = "Build the operator's image instead.")
    private boolean operator;

    @Override
    public Integer call() {
        if (operator && (version != null || sha256 != null || base != null)) {
            throw Problem.usage("--operator excludes --spark-version, --sha256 and --base: it holds no Spark");
        }
        var console = image.hearth().console();
        var to = destination == null ? new Destination() : destination;
        var built = to.reference != null
                ? push(console, to.reference)
                : to.load ? load(console) : save(console, Optional.ofNullable(to.file));
        built.warnings().forEach(console::warn);
        return Exit.DONE.code();
    }

    private String usualName() {
        return operator ? OwnImages.operatorReference() : "hearth/spark:" + version();
    }

    private String version() {
        return version == null ? SparkClusterSpec.DEFAULT_SPARK_VERSION : version;
    }

    private BuiltImage build(String reference, Step step) {
        return operator
                ? OwnImages.operator(reference, step)
                : ImageBuilder.buildSpark(
                        new SparkImageSpec(
                                version(), Optional.ofNullable(sha256), Optional.ofNullable(base), reference),
                        step);
    }

    private BuiltImage push(Console console, String reference) {
        try (var step = console.step("Building and pushing " + reference)) {
            var built = build(reference, step);
            var digest = ImageBuilder.push(built, reference, step);
            step.done("Pushed " + reference + " (" + digest + ")");
            console.print(reference);
            return built;
        }
    }

    private BuiltImage load(Console console) {
        var place = image.hearth().place();
        var delivery = new ImageDelivery(place);
        var content = operator ? ImageDelivery.Content.OPERATOR : ImageDelivery.Content.SPARK;
        delivery.requireLoadable(content);
        try (var step = console.step("Building and loading " + usualName())) {
            var built = build(usualName(), step);
            step.accept("loading it onto " + place.description());
            delivery.load(content, built);
            step.done("The image " + built.reference() + " is on " + place.description());
            return built;
        }
    }

    private BuiltImage save(Console console, Optional<Path> file) {
        try (var step = console.step("Building " + usualName())) {
            var built = build(usualName(), step);
            file.ifPresent(target -> ImageBuilder.saveTo(built, target, step));
            step.done("Built " + built.reference() + " (" + built.digest() + ")");
            console.print(file.orElse(built.archive()).toString());
            return built;
        }
    }
}
