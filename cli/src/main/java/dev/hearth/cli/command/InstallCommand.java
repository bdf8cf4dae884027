package dev.hearth.cli.command;

import dev.hearth.cli.install.NodeStarter;
import dev.hearth.cli.install.OperatorSetup;
import dev.hearth.cli.install.Preparation;
import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Installs the operator. */
@Command(
        name = "install",
        description = {
            "Install or update the operator and the SparkCluster definition.",
            "",
            "Needs the rights of a cluster administrator, once. Repeat it after an update of Hearth."
        })
@SuppressWarnings("NullAway.Init")
final class InstallCommand implements Callable<Integer> {
    @ParentCommand
    private Hearth hearth;

    @Option(names = "--image", paramLabel = "REF", description = "The operator's image in your registry.")
    private @Nullable String image;

    @Option(
            names = "--watch",
            paramLabel = "NAMESPACE",
            description = "Let the operator act in this namespace only (repeatable). Default: all.")
    private List<String> namespaces = new ArrayList<>();

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "1",
            description = "Replicas of the operator; all but one stand by. Default: ${DEFAULT-VALUE}.")
    private int replicas;

    @Option(
            names = "--pull-secret",
            paramLabel = "NAME",
            description = "Secret in hearth-system with the registry's credentials (repeatable).")
    private List<String> pullSecrets = new ArrayList<>();

    @Option(names = "--dry-run", description = "Print the objects as YAML and change nothing.")
    private boolean dryRun;

    @Mixin
    private WaitOptions wait;

    @Mixin
    private PackageOptions packages;

    @Override
    public Integer call() {
        if (replicas < 1) {
            throw Problem.usage("the operator cannot run with " + replicas + " replicas")
                    .advise("to remove it: " + Program.call("uninstall"));
        }
        var wish = new OperatorSetup.Wish(Optional.ofNullable(image), namespaces, replicas, pullSecrets);
        if (dryRun) {
            hearth.console()
                    .print(OperatorSetup.objects(wish).stream()
                            .map(OutputOption::yaml)
                            .collect(Collectors.joining("\n---\n")));
            return Exit.DONE.code();
        }
        var place = new NodeStarter(hearth.console(), packages.install()).place(hearth.target());
        try (var client = place.client()) {
            var preparation = new Preparation(client, place, hearth.console(), packages.install());
            if (wait.wanted()) {
                preparation.installOperator(wish, wait.timeout());
            } else {
                preparation.applyOperator(wish);
            }
        }
        return Exit.DONE.code();
    }
}
