package dev.hearth.cli.command;

import dev.hearth.cli.cluster.ClusterChange;
import dev.hearth.cli.cluster.ClusterEditor;
import dev.hearth.cli.cluster.Clusters;
import dev.hearth.cli.launch.Arrival;
import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Changes the number of workers. */
@Command(name = "scale", description = "Change the number of workers of a cluster.")
@SuppressWarnings("NullAway.Init")
final class ScaleCommand implements Callable<Integer> {
    @ParentCommand
    private Hearth hearth;

    @Parameters(index = "0", paramLabel = "NAME", description = "The cluster.")
    private String name;

    @Parameters(index = "1", paramLabel = "N", description = "How many workers it should have.")
    private int workers;

    @Mixin
    private WaitOptions wait;

    @Override
    public Integer call() {
        if (workers < 0) {
            throw Problem.usage("a cluster cannot have " + workers + " workers");
        }
        var place = hearth.place();
        var before = new Clusters(place.reader(), place.namespace()).require(name);
        try (var client = place.client()) {
            var _ = new ClusterEditor(client, place.namespace()).change(name, ClusterChange.ofWorkers(workers), false);
            if (before.suspended()) {
                hearth.console()
                        .say("Cluster " + name + " is suspended: it gets " + workers + " workers (before: "
                                + before.workersWhenRunning() + ") when you bring it back with: "
                                + Program.call("up " + name + " --resume"));
                return Exit.DONE.code();
            }
            hearth.console().say("Cluster " + name + ": " + before.wantedWorkers() + " -> " + workers + " workers");
            if (wait.wanted()) {
                var _ = new Arrival(place, hearth.console()).await(name, wait.timeout());
            }
        }
        return Exit.DONE.code();
    }
}
