package dev.hearth.cli.command;

import dev.hearth.cli.cluster.Clusters;
import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.session.ClusterPods;
import dev.hearth.cli.session.Tunnel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Brings the master's web pages to this machine. */
@Command(
        name = "ui",
        description = {
            "Bring a cluster's web pages to this machine and print the address.",
            "",
            "Goes on until Ctrl-C, also when the master is replaced."
        })
@SuppressWarnings("NullAway.Init")
final class UiCommand implements Callable<Integer> {
    private static final int MASTER_UI_PORT = 8080;

    @ParentCommand
    private Hearth hearth;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            defaultValue = UpCommand.DEFAULT_NAME,
            description = "The cluster. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of this machine. Default: a free one.")
    private int port;

    @Override
    public Integer call() {
        var place = hearth.place();
        var _ = new Clusters(place.reader(), place.namespace()).require(name);
        try (var client = place.client()) {
            var pods = new ClusterPods(client, place.namespace(), name);
            try (var tunnel = Tunnel.open(client, place.namespace(), pods::readyMaster, MASTER_UI_PORT, port)) {
                hearth.console().print("http://localhost:" + tunnel.port() + "/");
                hearth.console().say("Ctrl-C ends it.");
                tunnel.serve();
            }
        }
        return Exit.DONE.code();
    }
}
