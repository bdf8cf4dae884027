package dev.hearth.cli.command;

import dev.hearth.cli.cluster.ClusterChange;
import dev.hearth.cli.cluster.ClusterFile;
import dev.hearth.cli.install.NodeStarter;
import dev.hearth.cli.install.Preparation;
import dev.hearth.cli.kube.Place;
import dev.hearth.cli.kube.Places;
import dev.hearth.cli.kube.Target;
import dev.hearth.cli.launch.Launch;
import dev.hearth.cli.launch.Wish;
import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Mixin
    private ClusterInput input;

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

    @Mixin
    private PackageOptions packages;

    @Override
    public Integer call() {
        if (suspend && resume) {
            throw Problem.usage("--suspend and --resume exclude each other");
        }
        var file = input.file();
        var target = hearth.target().orNamespace(file.flatMap(ClusterFile::namespace));
        var wish = new Wish(input.name(file), file, change(), dryRun, !dryRun && wait.wanted(), wait.timeout());
        var starter = new NodeStarter(hearth.console(), packages.install());
        var place = dryRun ? placeThatExists(target) : starter.place(target, wish.ownSpark());
        try (var client = place.client()) {
            var cluster = new Launch(new Preparation(client, place, hearth.console(), packages.install())).up(wish);
            if (dryRun) {
                hearth.console().print(OutputOption.yaml(cluster.forPeople()));
            } else if (wait.wanted() && !suspend) {
                hearth.console().say("  next: " + Program.call("pyspark " + cluster.name()));
            }
            return Exit.DONE.code();
        }
    }

    private static Place placeThatExists(Target target) {
        return Places.find(target)
                .orElseThrow(
                        () -> Problem.failed("there is no Kubernetes that could check it, and a dry run starts none")
                                .advise("without --dry-run this command starts one on this machine; `"
                                        + Program.call("render") + "` prints manifests without any Kubernetes"));
    }

    private ClusterChange change() {
        var suspended = suspend ? Optional.of(true) : resume ? Optional.of(false) : Optional.<Boolean>empty();
        return shape.change(suspended);
    }
}
