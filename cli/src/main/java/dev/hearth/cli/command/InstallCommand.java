package dev.hearth.cli.command;

import dev.hearth.cli.install.NodeStarter;
import dev.hearth.cli.install.OperatorSetup;
import dev.hearth.cli.install.Preparation;
import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import dev.hearth.operator.install.GatewayOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Installs the operator and the gateway. */
@Command(
        name = "install",
        description = {
            "Install or update the operator, the gateway and the SparkCluster definition.",
            "",
            "Needs the rights of a cluster administrator, once. Repeat it after an update of Hearth."
        })
@SuppressWarnings("NullAway.Init")
final class InstallCommand implements Callable<Integer> {
    @ParentCommand
    private Hearth hearth;

    @Option(names = "--image", paramLabel = "REF", description = "The image of both in your registry.")
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

    @Option(
            names = "--gateway-replicas",
            paramLabel = "N",
            defaultValue = "2",
            description = "Replicas of the gateway, which all answer. Default: ${DEFAULT-VALUE}.")
    private int gatewayReplicas;

    @Option(
            names = "--gateway-base-path",
            paramLabel = "PATH",
            defaultValue = "",
            description = "Path below which everything is, such as /spark. Default: none.")
    private String basePath;

    @Option(
            names = "--gateway-anonymous-read",
            description = "Let who has not logged in see all clusters and their pages. Default: nobody.")
    private boolean anonymousRead;

    @ArgGroup(
            exclusive = false,
            heading = "%nLogin at a provider of OpenID Connect, as with the API server's --oidc flags:%n")
    private @Nullable OidcFlags oidc;

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
        if (gatewayReplicas < 0) {
            throw Problem.usage("the gateway cannot run with " + gatewayReplicas + " replicas");
        }
        if (!basePath.matches("(/[-A-Za-z0-9._~]+)*")) {
            throw Problem.usage("--gateway-base-path must be a path such as /spark, not '" + basePath + "'");
        }
        var wish = new OperatorSetup.Wish(
                Optional.ofNullable(image),
                namespaces,
                replicas,
                pullSecrets,
                new GatewayOptions(
                        gatewayReplicas,
                        basePath,
                        anonymousRead,
                        Optional.ofNullable(oidc).map(OidcFlags::options)));
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
                preparation.awaitGateway(wait.timeout());
            } else {
                preparation.applyOperator(wish);
            }
        }
        return Exit.DONE.code();
    }
}
