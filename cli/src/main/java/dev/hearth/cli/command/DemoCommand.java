package dev.hearth.cli.command;

import dev.hearth.cli.install.NodeStarter;
import dev.hearth.cli.launch.Demo;
import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Program;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows everything. */
@Command(
        name = "demo",
        description = {
            "Everything from nothing: a cluster, a PySpark job over real data, more workers.",
            "",
            "Uses your Kubernetes, or starts one on this machine. Leaves the cluster for you to play with; `${ROOT-COMMAND-NAME}"
                    + " down NAME` removes it."
        })
@SuppressWarnings("NullAway.Init")
final class DemoCommand implements Callable<Integer> {
    @ParentCommand
    private Hearth hearth;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            defaultValue = "demo",
            description = "Name of the cluster. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Mixin
    private PackageOptions packages;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = DurationConverter.class,
            description = "How long to wait for the cluster, each time. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Override
    public Integer call() {
        var console = hearth.console();
        var outcome =
                new Demo(console, new NodeStarter(console, packages.install()), name, timeout).run(hearth.target());
        var cluster = outcome.cluster();
        console.print("");
        console.print("Cluster " + cluster.name() + ": " + cluster.summary("workers") + " workers, master "
                + cluster.masterUrl().orElse("?"));
        console.print("  its web pages    " + Program.call("ui " + name));
        outcome.pages().ifPresent(address -> console.print("  with a login     " + address));
        console.print("  a prompt on it   " + Program.call("pyspark " + name));
        console.print("  its state        " + Program.call("status " + name));
        console.print("  remove it        " + Program.call("down " + name));
        return Exit.DONE.code();
    }
}
