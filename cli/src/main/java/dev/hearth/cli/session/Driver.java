package dev.hearth.cli.session;

import dev.hearth.api.Component;
import dev.hearth.api.SparkCluster;
import dev.hearth.cli.problem.Pause;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.terminal.Console;
import dev.hearth.operator.desired.DriverPod;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A driver pod of ours, from its creation to its deletion. */
final class Driver implements AutoCloseable {
    static final String CONTAINER = Component.DRIVER.label();

    /** A job outlasts its API server; whoever waits for it should too, if not for ever. */
    static final Duration OUTAGE_PATIENCE = Duration.ofMinutes(15);

    /** Kubernetes tells an exit code a moment after the process has ended. */
    private static final Duration EXIT_PATIENCE = Duration.ofSeconds(30);

    private static final String SUFFIX_CHARACTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int SUFFIX_LENGTH = 5;

    private final PodEndpoint endpoint;
    private final Duration startWithin;
    private final Console console;
    private final Removal removal;
    private final ExitWatch exit;

    private Driver(PodEndpoint endpoint, Duration startWithin, Console console, Removal removal, ExitWatch exit) {
        this.endpoint = endpoint;
        this.startWithin = startWithin;
        this.console = console;
        this.removal = removal;
        this.exit = exit;
    }

    /**
     * What runs in a driver.
     *
     * @param terminal whether it runs at a terminal, and ends with whoever sits there
     * @param keep whether the pod is to stay when it has ended
     */
    record Wanted(DriverShape shape, List<String> command, boolean terminal, boolean keep) {}

    static Driver start(KubernetesClient client, SparkCluster cluster, Wanted wanted, Console console) {
        var shape = wanted.shape();
        var request = new DriverPod.Request(
                cluster.getMetadata().getName() + "-driver-" + suffix(),
                shape.cores(),
                shape.memory(),
                wanted.command(),
                wanted.terminal(),
                wanted.keep());
        var pod = DriverPod.of(cluster, request);
        if (losesItsEventLog(cluster)) {
            console.say(
                    "note: this application's event log goes with its pod, since the history server has no volume: kubectl -n "
                            + pod.getMetadata().getNamespace() + " describe sparkcluster "
                            + cluster.getMetadata().getName());
        }
        var endpoint = new PodEndpoint(client, pod.getMetadata().getNamespace(), request.name());
        var removal = Removal.of(endpoint, console);
        try {
            create(client, pod, removal);
            return new Driver(endpoint, shape.startWithin(), console, removal, ExitWatch.on(endpoint.resource()));
        } catch (RuntimeException e) {
            removal.close();
            throw e;
        }
    }

    private static boolean losesItsEventLog(SparkCluster cluster) {
        var history = cluster.getStatus() == null ? null : cluster.getStatus().history();
        return history != null && history.claim() == null && history.eventLogs().startsWith("file:");
    }

    private static void create(KubernetesClient client, Pod pod, Removal removal) {
        try {
            var _ = client.pods().resource(pod).create();
        } catch (KubernetesClientException e) {
            // Where no answer came, the pod may exist all the same. A refusal leaves none, or one that is not ours.
            if (!Outage.mayPass(e)) {
                removal.cancel();
            }
            throw e;
        }
    }

    String name() {
        return endpoint.pod();
    }

    PodEndpoint endpoint() {
        return endpoint;
    }

    /** Returns when the container runs, or has already ended. */
    void awaitStart(Consumer<String> progress) {
        var deadline = System.nanoTime() + startWithin.toNanos();
        var outage = new Outage(startWithin, progress);
        while (true) {
            var pod = outage.outlast(() -> endpoint.resource().get());
            if (pod == null) {
                throw Problem.failed("the driver pod " + name() + " was deleted before it started")
                        .advise("somebody else deleted it, or its cluster; run the command again");
            }
            if (hasStarted(pod)) {
                return;
            }
            var start = new DriverStart(endpoint, pod);
            progress.accept(start.progress());
            if (start.isHopeless()) {
                throw start.failed();
            }
            if (System.nanoTime() > deadline) {
                throw start.timedOut(startWithin);
            }
            Pause.millis(100);
        }
    }

    private static boolean hasStarted(Pod pod) {
        return PodLog.status(pod, CONTAINER)
                .filter(status -> status.getState().getRunning() != null
                        || status.getState().getTerminated() != null)
                .isPresent();
    }

    /** The exit code of a container whose process has ended. Only a pod that does not exist any more has none. */
    int awaitExit() {
        var deadline = System.nanoTime() + EXIT_PATIENCE.toNanos();
        var outage = new Outage(OUTAGE_PATIENCE, console::say);
        while (true) {
            var pod = outage.outlast(() -> endpoint.resource().get());
            var code = pod == null ? exit.await(Duration.ofSeconds(1)) : exitCode(pod);
            if (code.isPresent()) {
                return code.get();
            }
            if (pod == null) {
                throw Problem.failed("the driver pod " + name() + " was deleted before its exit code was known")
                        .advise("somebody else deleted it, or its cluster or node is gone; run the command again");
            }
            if (System.nanoTime() > deadline) {
                throw Problem.failed("Kubernetes does not tell the exit code of the driver pod " + name())
                        .advise("see whether its node is well: kubectl get nodes");
            }
            Pause.millis(100);
        }
    }

    private Optional<Integer> exitCode(Pod pod) {
        var code = ExitWatch.exitCode(pod).or(() -> exit.await(Duration.ZERO));
        if (code.isEmpty() && "Failed".equals(pod.getStatus().getPhase())) {
            throw Problem.failed("Kubernetes ended the driver pod " + name() + ": "
                            + Optional.ofNullable(pod.getStatus().getMessage())
                                    .or(() ->
                                            Optional.ofNullable(pod.getStatus().getReason()))
                                    .orElse("it does not say why"))
                    .advise("run the command again; an evicted driver needs more: --memory 2g, or a node with room");
        }
        return code;
    }

    /** Leaves the pod where it is. */
    void keep() {
        removal.cancel();
    }

    @Override
    public void close() {
        exit.close();
        removal.close();
    }

    private static String suffix() {
        return ThreadLocalRandom.current()
                .ints(SUFFIX_LENGTH, 0, SUFFIX_CHARACTERS.length())
                .mapToObj(index -> String.valueOf(SUFFIX_CHARACTERS.charAt(index)))
                .collect(Collectors.joining());
    }
}
