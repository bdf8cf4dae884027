package dev.hearth.cli.command;

import dev.hearth.cli.cluster.Clusters;
import dev.hearth.cli.cluster.StatusText;
import dev.hearth.cli.problem.Exit;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows one cluster. */
@Command(
        name = "status",
        description = "Show a cluster: master, workers, applications, and why it is not ready if it is not.")
@SuppressWarnings("NullAway.Init")
final class StatusCommand implements Callable<Integer> {
    @ParentCommand
    private Hearth hearth;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            defaultValue = UpCommand.DEFAULT_NAME,
            description = "Default: demo.")
    private String name;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        var place = hearth.place();
        var reader = place.reader();
        var cluster = new Clusters(reader, place.namespace()).require(name);
        hearth.console()
                .print(
                        output.isText()
                                ? new StatusText(hearth.console().outStyle(), Instant.now()).of(cluster, reader)
                                : output.format(cluster.forPeople()));
        return Exit.DONE.code();
    }
}
