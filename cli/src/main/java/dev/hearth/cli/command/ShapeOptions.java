package dev.hearth.cli.command;

import dev.hearth.cli.cluster.ClusterChange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say what a cluster should be. */
@SuppressWarnings("NullAway.Init")
final class ShapeOptions {
    @Option(
            names = "--masters",
            paramLabel = "N",
            description = "Number of masters: one leads, the others take over when it goes. Default: 1.")
    private @Nullable Integer masters;

    @Option(
            names = {"-w", "--workers"},
            paramLabel = "N",
            description = "Number of workers. Default: 2.")
    private @Nullable Integer workers;

    @Option(
            names = {"-c", "--cores"},
            paramLabel = "N",
            description = "Task slots of each worker. Default: 1.")
    private @Nullable Integer cores;

    @Option(
            names = {"-m", "--memory"},
            paramLabel = "SIZE",
            description = "Memory each worker offers, such as 512m or 4g. Default: 1g.")
    private @Nullable String memory;

    @Option(names = "--image", paramLabel = "REF", description = "Any Spark image. Default: Hearth's own.")
    private @Nullable String image;

    @Option(names = "--spark-version", paramLabel = "V", description = "Version of Spark. Default: 4.3.0.")
    private @Nullable String sparkVersion;

    ClusterChange change(Optional<Boolean> suspend) {
        return new ClusterChange(
                Optional.ofNullable(masters),
                Optional.ofNullable(workers),
                Optional.ofNullable(cores),
                Optional.ofNullable(memory),
                Optional.ofNullable(image),
                Optional.ofNullable(sparkVersion),
                suspend,
                Optional.empty());
    }
}
