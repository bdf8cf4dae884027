package dev.hearth.cli.command;

import dev.hearth.cli.cluster.Clusters;
import dev.hearth.cli.launch.Departure;
import dev.hearth.cli.problem.Exit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Lets workers leave without losing work. */
@Command(
        name = "drain",
        description = {
            "Let workers leave without losing work, and others take their place.",
            "A worker that leaves takes no new executors, its tasks finish, its cached and shuffled data move to"
                    + " others, and its pod goes when it is empty or workers.drainTimeout is over."
        })
@SuppressWarnings("NullAway.Init")
final class DrainCommand implements Callable<Integer> {
    @ParentCommand
    private Hearth hearth;

    @Parameters(index = "0", paramLabel = "NAME", description = "The cluster.")
    private String name;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "WORKER",
            description = "The worker's pod as status shows it, or the end of its name.")
    private List<String> workers;

    @Mixin
    private WaitOptions wait;

    @Override
    public Integer call() {
        var place = hearth.place();
        var cluster = new Clusters(place.reader(), place.namespace()).require(name);
        try (var client = place.client()) {
            var departure = new Departure(client, place, hearth.console());
            var pods = departure.begin(cluster, workers);
            if (wait.wanted()) {
                departure.await(name, pods, wait.timeout());
            }
        }
        return Exit.DONE.code();
    }
}
