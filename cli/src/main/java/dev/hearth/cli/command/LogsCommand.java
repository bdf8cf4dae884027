package dev.hearth.cli.command;

import dev.hearth.cli.cluster.Clusters;
import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.session.ClusterLogs;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows logs. */
@Command(name = "logs", description = "Show the logs of a cluster's master, workers or drivers.")
@SuppressWarnings("NullAway.Init")
final class LogsCommand implements Callable<Integer> {
    /** Whose logs. */
    enum Part {
        MASTER,
        WORKER,
        DRIVER;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @ParentCommand
    private Hearth hearth;

    @Parameters(index = "0", paramLabel = "NAME", description = "The cluster.")
    private String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PART",
            defaultValue = "master",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Part part;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as lines come, also of pods that replace or join those of now, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--tail", paramLabel = "N", defaultValue = "-1", description = "Only the last N lines of each pod.")
    private int tail;

    @Option(
            names = {"-p", "--previous"},
            description = "Of the run before the last restart of the container.")
    private boolean previous;

    @Override
    public Integer call() {
        if (follow && previous) {
            throw Problem.usage("--follow and --previous exclude each other: the previous run has ended");
        }
        var place = hearth.place();
        var _ = new Clusters(place.reader(), place.namespace()).require(name);
        try (var client = place.client()) {
            var logs = new ClusterLogs(client, place.namespace(), name, part.toString());
            if (follow) {
                logs.follow(tail, hearth.console()::print, hearth.console()::say);
            } else {
                logs.print(tail, previous, hearth.console()::print);
            }
        }
        return Exit.DONE.code();
    }
}
