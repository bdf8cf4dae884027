package dev.hearth.cli.command;

import dev.hearth.cli.cluster.Clusters;
import dev.hearth.cli.problem.Pause;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
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
    private static final int LAST_PORT = 65535;
    private static final long LOOK_MILLIS = 2000;

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
        if (port < 0 || port > LAST_PORT) {
            throw Problem.usage("--port must be between 0 and " + LAST_PORT + ", not " + port);
        }
        var place = hearth.place();
        var clusters = new Clusters(place.reader(), place.namespace());
        var _ = clusters.require(name);
        try (var client = place.client()) {
            var pods = new ClusterPods(client, place.namespace(), name);
            try (var tunnel = Tunnel.open(client, place.namespace(), pods::readyMaster, MASTER_UI_PORT, port)) {
                hearth.console().print("http://localhost:" + tunnel.port() + "/");
                hearth.console().say("Ctrl-C ends it.");
                var _ = Thread.ofVirtual().start(() -> closeWithCluster(clusters, tunnel));
                tunnel.serve();
            }
        }
        throw Problem.failed("cluster " + name + " was deleted, and its web pages with it")
                .advise("what there is: " + Program.call("ps"));
    }

    private void closeWithCluster(Clusters clusters, Tunnel tunnel) {
        while (exists(clusters)) {
            Pause.millis(LOOK_MILLIS);
        }
        tunnel.close();
    }

    private boolean exists(Clusters clusters) {
        try {
            return clusters.find(name).isPresent();
        } catch (RuntimeException e) {
            // An API server that does not answer says nothing about the cluster.
            return true;
        }
    }
}
