package dev.hearth.cli.command;

import dev.hearth.cli.cluster.ClusterFile;
import dev.hearth.cli.problem.Problem;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The cluster that is meant, for every command that takes one from flags or from a file. */
final class ClusterInput {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Name of the cluster. Default: demo, or the file's.")
    private @Nullable String name;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "A SparkCluster in YAML or JSON; - reads it from standard input.")
    private @Nullable Path path;

    /** Reads the file, if one was named. */
    Optional<ClusterFile> file() {
        return Optional.ofNullable(path).map(ClusterFile::read);
    }

    /** The name on the command line or in the file; it is wrong usage if both say one and they differ. */
    String name(Optional<ClusterFile> file) {
        var inFile = file.flatMap(ClusterFile::name);
        if (name != null && inFile.isPresent() && !inFile.get().equals(name)) {
            throw Problem.usage("the file says " + inFile.get() + " and the command line " + name
                    + ": one of them has to give way");
        }
        return inFile.orElse(name == null ? UpCommand.DEFAULT_NAME : name);
    }
}
