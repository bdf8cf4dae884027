package dev.hearth.cli.command;

import dev.hearth.cli.launch.Removal;
import dev.hearth.cli.problem.Exit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Deletes clusters. */
@Command(
        name = "down",
        description = "Delete a cluster with everything that belongs to it, running sessions and jobs included.")
@SuppressWarnings("NullAway.Init")
final class DownCommand implements Callable<Integer> {
    @ParentCommand
    private Hearth hearth;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The cluster or clusters.")
    private List<String> names;

    @Mixin
    private WaitOptions wait;

    @Override
    public Integer call() {
        var place = hearth.place();
        try (var client = place.client()) {
            new Removal(client, place, hearth.console()).remove(names, wait.wanted(), wait.timeout());
        }
        return Exit.DONE.code();
    }
}
