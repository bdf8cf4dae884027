package dev.hearth.cli.command;

import dev.hearth.cli.cluster.ClusterView;
import dev.hearth.cli.cluster.Clusters;
import dev.hearth.cli.cluster.StatusText;
import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Program;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists clusters. */
@Command(
        name = "ps",
        aliases = {"ls", "list"},
        description = "List the clusters of a namespace.")
@SuppressWarnings("NullAway.Init")
final class PsCommand implements Callable<Integer> {
    @ParentCommand
    private Hearth hearth;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Those of every namespace.")
    private boolean everywhere;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        var place = hearth.place();
        var list = new Clusters(place.reader(), place.namespace()).raw(everywhere);
        if (!output.isText()) {
            hearth.console()
                    .print(output.format(Map.of(
                            "items",
                            Clusters.views(list).stream()
                                    .map(ClusterView::forPeople)
                                    .toList())));
            return Exit.DONE.code();
        }
        var clusters = Clusters.views(list);
        if (clusters.isEmpty()) {
            hearth.console()
                    .say("No clusters in " + (everywhere ? "any namespace" : "namespace " + place.namespace()) + " of "
                            + place.description() + ". Make one with: " + Program.call("up"));
        } else {
            hearth.console()
                    .print(new StatusText(hearth.console().outStyle(), Instant.now()).list(clusters, everywhere));
        }
        return Exit.DONE.code();
    }
}
