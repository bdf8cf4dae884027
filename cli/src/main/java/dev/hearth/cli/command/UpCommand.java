package dev.hearth.cli.command;

import dev.hearth.cli.cluster.ClusterChange;
import dev.hearth.cli.cluster.ClusterFile;
import dev.hearth.cli.install.NodeStarter;
import dev.hearth.cli.launch.Launch;
import dev.hearth.cli.launch.Wish;
import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Problem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes a cluster, or makes it what the flags or the file say. */
@Command(
        name = "up",
        description = {
            "Make a cluster, or change one, and wait until it is ready.",
            "",
            "Without a Kubernetes of your own it runs on a node that Hearth starts on this machine. Flags change only"
                    + " what they name. With -f the file says everything, and flags go over it."
        })
@SuppressWarnings("NullAway.Init")
final class UpCommand implements Callable<Integer> {
    static final String DEFAULT_NAME = "demo";

    @ParentCommand
    private Hearth hearth;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Name of the cluster. Default: demo, or the file's.")
    private @Nullable String name;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "A SparkCluster in YAML or JSON; - reads it from standard input.")
    private @Nullable Path file;

    @Mixin
    private ShapeOptions shape;

    @Option(names = "--suspend", description = "Remove the cluster's pods and keep the rest.")
    private boolean suspend;

    @Option(names = "--resume", description = "Bring a suspended cluster back.")
    private boolean resume;

    @Option(names = "--dry-run", description = "Let Kubernetes check it, change nothing and print the object.")
    private boolean dryRun;

    @Mixin
    private WaitOptions wait;

    @Override
    public Integer call() {
        if (suspend && resume) {
            throw Problem.usage("--suspend and --resume exclude each other");
        }
        var source = Optional.ofNullable(file).map(ClusterFile::read);
        var target = hearth.target().orNamespace(source.flatMap(ClusterFile::namespace));
        var place = new NodeStarter(hearth.console()).place(target);
        try (var client = place.client()) {
            var cluster = new Launch(client, place, hearth.console())
                    .up(new Wish(name(source), source, change(), dryRun, !dryRun && wait.wanted(), wait.timeout()));
            if (dryRun) {
                hearth.console().print(OutputOption.yaml(cluster.forPeople()));
            } else if (wait.wanted() && !suspend) {
                hearth.console().say("  next: " + hearth.programName() + " pyspark " + cluster.name());
            }
            return Exit.DONE.code();
        }
    }

    private String name(Optional<ClusterFile> source) {
        var inFile = source.flatMap(ClusterFile::name);
        if (name != null && inFile.isPresent() && !inFile.get().equals(name)) {
            throw Problem.usage("the file says " + inFile.get() + " and the command line " + name
                    + ": one of them has to give way");
        }
        return inFile.orElse(name == null ? DEFAULT_NAME : name);
    }

    private ClusterChange change() {
        var suspended = suspend ? Optional.of(true) : resume ? Optional.of(false) : Optional.<Boolean>empty();
        return shape.change(suspended);
    }
}
