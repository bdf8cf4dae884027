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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Opens a PySpark prompt. */
@Command(
        name = "pyspark",
        description = {
            "Open a PySpark prompt on a cluster.",
            "",
            "It runs in a pod of its own, which is gone when you leave, or when your terminal is."
        })
@SuppressWarnings("NullAway.Init")
final class PysparkCommand implements Callable<Integer> {
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

    @Parameters(index = "1..*", paramLabel = "-- ARGS", description = "Further arguments of pyspark, after --.")
    private List<String> rest = new ArrayList<>();

    @Mixin
    private DriverOptions driver;

    @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "A setting of Spark (repeatable).")
    private List<String> settings = new ArrayList<>();

    @Override
    public Integer call() {
        var words = words();
        var shape = driver.shape();
        var program = new ArrayList<>(List.of("pyspark", "--driver-memory", shape.memory()));
        settings.forEach(setting -> program.addAll(List.of("--conf", setting)));
        program.addAll(words.arguments());
        var place = hearth.place();
        try (var client = place.client()) {
            var cluster =
                    UsableCluster.of(client, place, words.name().orElse(UpCommand.DEFAULT_NAME), hearth.console());
            return new Sessions(client, cluster, hearth.console()).run(shape, program);
        }
    }

    AfterDashes words() {
        return AfterDashes.of(spec, first, rest);
    }
}
