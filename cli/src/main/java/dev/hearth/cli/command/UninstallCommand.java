package dev.hearth.cli.command;

import dev.hearth.cli.install.OperatorSetup;
import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Patience;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Removes the operator. */
@Command(
        name = "uninstall",
        description = "Remove the operator and the SparkCluster definition; refuses while clusters exist.")
@SuppressWarnings("NullAway.Init")
final class UninstallCommand implements Callable<Integer> {
    @ParentCommand
    private Hearth hearth;

    @Option(names = "--force", description = "Even if clusters exist: they are deleted with their definition.")
    private boolean force;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = DurationConverter.class,
            description = "How long to wait until all is gone. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Override
    public Integer call() {
        var place = hearth.place();
        try (var client = place.client()) {
            var setup = new OperatorSetup(client, place);
            if (!force) {
                refuseWhileClustersExist(setup.clusters());
            }
            try (var step = hearth.console().step("Removing the operator")) {
                setup.uninstall(Patience.of(timeout), step);
                step.done("The operator and the SparkCluster definition are gone");
            }
        }
        return Exit.DONE.code();
    }

    private static void refuseWhileClustersExist(List<String> clusters) {
        if (!clusters.isEmpty()) {
            throw Problem.failed("there are clusters, which would be deleted too: " + String.join(", ", clusters))
                    .advise("delete them with `" + Program.call("down") + "`, or repeat this with --force");
        }
    }
}
