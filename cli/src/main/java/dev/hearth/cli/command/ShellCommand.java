package dev.hearth.cli.command;

import dev.hearth.cli.session.Sessions;
import dev.hearth.cli.session.UsableCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Opens a shell in a driver pod. */
@Command(
        name = "shell",
        description = {
            "Open a shell in a driver pod of a cluster: pyspark, spark-shell and spark-submit work in it without flags.",
            "",
            "The pod is gone when you leave, or when your terminal is."
        })
@SuppressWarnings("NullAway.Init")
final class ShellCommand implements Callable<Integer> {
    @ParentCommand
    private Hearth hearth;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "The cluster. Default: " + UpCommand.DEFAULT_NAME + ".")
    private @Nullable String first;

    @Parameters(index = "1..*", paramLabel = "-- COMMAND", description = "Run this instead of a shell, after --.")
    private List<String> rest = new ArrayList<>();

    @Mixin
    private DriverOptions driver;

    @Override
    public Integer call() {
        var words = words();
        var place = hearth.place();
        try (var client = place.client()) {
            var cluster =
                    UsableCluster.of(client, place, words.name().orElse(UpCommand.DEFAULT_NAME), hearth.console());
            return new Sessions(client, cluster, hearth.console())
                    .run(driver.shape(), words.arguments().isEmpty() ? List.of("bash") : words.arguments());
        }
    }

    AfterDashes words() {
        return AfterDashes.of(spec, first, rest);
    }
}
