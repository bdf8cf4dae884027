package dev.hearth.cli.command;

import dev.hearth.cli.cluster.Clusters;
import dev.hearth.cli.problem.Pause;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import dev.hearth.cli.ui.OwnGateway;
import dev.hearth.gateway.route.ClusterKey;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Brings every page of the clusters to this machine. */
@Command(
        name = "ui",
        description = {
            "Bring the console and all pages of Spark to this machine and print the address.",
            "",
            "The address logs in whoever opens it, as you. Goes on until Ctrl-C, also when a master is replaced.",
            "It needs no gateway in Kubernetes, only your right to forward ports to the clusters' pods."
        })
@SuppressWarnings("NullAway.Init")
final class UiCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65535;
    private static final long LOOK_MILLIS = 2000;

    @ParentCommand
    private Hearth hearth;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "The cluster whose page to open. Default: all that you may see.")
    private @Nullable String name;

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
        var cluster = Optional.ofNullable(name).map(it -> new ClusterKey(place.namespace(), it));
        cluster.ifPresent(it -> clusters.require(it.name()));
        try (var client = place.client();
                var gateway = OwnGateway.start(client, place.namespace(), port)) {
            hearth.console().print(gateway.address(cluster));
            hearth.console().say("Ctrl-C ends it.");
            awaitEnd(clusters);
        }
        throw Problem.failed("cluster " + name + " was deleted, and its web pages with it")
                .advise("what there is: " + Program.call("ps"));
    }

    private void awaitEnd(Clusters clusters) {
        while (exists(clusters)) {
            Pause.millis(LOOK_MILLIS);
        }
    }

    private boolean exists(Clusters clusters) {
        try {
            return name == null || clusters.find(name).isPresent();
        } catch (RuntimeException e) {
            // An API server that does not answer says nothing about the cluster.
            return true;
        }
    }
}
