package dev.hearth.cli.launch;

import dev.hearth.api.SparkClusterSpec;
import dev.hearth.cli.cluster.ClusterChange;
import dev.hearth.cli.cluster.ClusterEditor;
import dev.hearth.cli.cluster.ClusterView;
import dev.hearth.cli.cluster.Clusters;
import dev.hearth.cli.install.GatewayAddress;
import dev.hearth.cli.install.NodeStarter;
import dev.hearth.cli.install.OperatorSetup;
import dev.hearth.cli.install.Preparation;
import dev.hearth.cli.kube.Place;
import dev.hearth.cli.kube.Platform;
import dev.hearth.cli.kube.Target;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import dev.hearth.cli.session.DriverShape;
import dev.hearth.cli.session.JobOutput;
import dev.hearth.cli.session.Jobs;
import dev.hearth.cli.session.Submission;
import dev.hearth.cli.session.UsableCluster;
import dev.hearth.cli.terminal.Console;
import dev.hearth.cli.terminal.Phases;
import dev.hearth.gateway.route.ClusterKey;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Everything from nothing: a Kubernetes, image, operator, cluster, a job over real data, and more workers. */
public final class Demo {
    private static final String APPLICATION = "ratings.py";
    private static final int FIRST_WORKERS = 2;
    private static final int MORE_WORKERS = 4;

    /** Small reservations, so that four workers and a driver fit on a laptop. */
    private static final ClusterChange SHAPE = new ClusterChange(
            Optional.empty(),
            Optional.empty(),
            Optional.of(1),
            Optional.of("1g"),
            Optional.empty(),
            Optional.empty(),
            Optional.of(false),
            Optional.of("200m"));

    /**
     * What there is in the end.
     *
     * @param pages the address of the cluster's pages, for who logs in there; nothing where no gateway is installed
     */
    public record Outcome(ClusterView cluster, Optional<String> pages) {}

    private final Console console;
    private final NodeStarter starter;
    private final String name;
    private final Duration timeout;
    private final Phases phases = new Phases();

    public Demo(Console console, NodeStarter starter, String name, Duration timeout) {
        this.console = console;
        this.starter = starter;
        this.name = name;
        this.timeout = timeout;
    }

    /** Runs it, prints the result and how long each part took, and leaves the cluster. */
    public Outcome run(Target target) {
        var version = SparkClusterSpec.DEFAULT_SPARK_VERSION;
        var place = phases.measure("Kubernetes", () -> starter.place(target, Optional.of(version)));
        console.say("  working on " + place.description() + ", namespace " + place.namespace());
        try (var client = place.client()) {
            var known = new OperatorSetup(client, place).knowsClusters();
            if (known) {
                requireFreeName(place);
            }
            var preparation = new Preparation(client, place, console, starter.install());
            phases.measure("Spark image", () -> preparation.ensureSparkImage(Optional.empty(), version));
            phases.measure("operator", () -> operator(preparation, place, known));
            phases.measure("cluster with " + FIRST_WORKERS + " workers", () -> cluster(new Launch(preparation)));
            phases.measure("PySpark job", () -> job(client, place));
            var cluster = phases.measure("scale to " + MORE_WORKERS + " workers", () -> scale(client, place));
            return new Outcome(cluster, pages(preparation));
        } finally {
            console.say("");
            console.say(phases.table(console.errStyle()).toString());
        }
    }

    /** An earlier demo's cluster is taken over; one that somebody has made for work is not resized. */
    private void requireFreeName(Place place) {
        var found = new Clusters(place.reader(), place.namespace()).find(name);
        if (found.filter(cluster -> !SHAPE.isTrueOf(cluster.json().at("/spec"))).isPresent()) {
            throw Problem.failed("cluster " + name + " exists and is not one of the demo's, which would change it")
                    .advise("give the demo's cluster another name: " + Program.call("demo NAME"));
        }
    }

    private void operator(Preparation preparation, Place place, boolean known) {
        if (place.platform().takesArchives() && !known) {
            preparation.installOperator(OperatorSetup.Wish.OF_ONE_NODE, timeout);
        } else {
            preparation.ensureOperator(timeout);
        }
    }

    private void cluster(Launch launch) {
        var change = SHAPE.withWorkers(FIRST_WORKERS);
        var _ = launch.up(new Wish(name, Optional.empty(), change, false, true, timeout));
    }

    private void job(KubernetesClient client, Place place) {
        var cluster = UsableCluster.of(client, place, name, console);
        var application = unpack();
        try {
            var submission = new Submission(
                    application.toString(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(
                            "spark.cores.max=" + FIRST_WORKERS,
                            "spark.executor.cores=1",
                            // Both executors are to have their share of so short a job.
                            "spark.scheduler.minRegisteredResourcesRatio=1.0",
                            "spark.ui.showConsoleProgress=false"),
                    Optional.empty(),
                    Optional.of("hearth-demo"));
            var output = JobOutput.results(console);
            var code = new Jobs(client, cluster, console).run(submission, new DriverShape("200m", "1g"), false, output);
            if (code != 0) {
                console.say(output.lastErrors());
                throw Problem.failed("the demo's job ended with exit code " + code);
            }
        } finally {
            delete(application);
        }
    }

    private ClusterView scale(KubernetesClient client, Place place) {
        var _ = new ClusterEditor(client, place.namespace()).change(name, ClusterChange.ofWorkers(MORE_WORKERS), false);
        return new Arrival(place, console).await(name, timeout);
    }

    /** The gateway of the embedded node started while there was other work to do, and is not there at once. */
    private Optional<String> pages(Preparation preparation) {
        if (preparation.place().platform() instanceof Platform.Embedded) {
            preparation.awaitGateway(timeout);
        }
        return new GatewayAddress(preparation.client(), preparation.place())
                .of(new ClusterKey(preparation.place().namespace(), name));
    }

    private static Path unpack() {
        try (var resource = Objects.requireNonNull(Demo.class.getResourceAsStream(APPLICATION), APPLICATION)) {
            var file = Files.createTempDirectory("hearth-demo-").resolve(APPLICATION);
            var _ = Files.copy(resource, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path application) {
        try {
            Files.delete(application);
            Files.delete(Objects.requireNonNull(application.getParent()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
