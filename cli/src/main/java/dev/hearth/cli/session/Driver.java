package dev.hearth.cli.session;

import dev.hearth.api.SparkCluster;
import dev.hearth.cli.problem.Pause;
import dev.hearth.cli.problem.Problem;
import dev.hearth.operator.desired.DriverPod;
import dev.hearth.operator.desired.Names;
import dev.hearth.operator.observe.PodTrouble;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A driver pod of ours, from its creation to its deletion. */
final class Driver implements AutoCloseable {
    static final String CONTAINER = Names.Component.DRIVER.label();

    /** Longer than a slow registry takes for an image, short enough for somebody who waits. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);

    private static final String SUFFIX_CHARACTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int SUFFIX_LENGTH = 5;

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final AtomicBoolean deleted = new AtomicBoolean();
    private final Thread guard = new Thread(this::delete);
    private final SharedIndexInformer<Pod> informer;

    private Driver(KubernetesClient client, Pod pod) {
        this.client = client;
        namespace = pod.getMetadata().getNamespace();
        name = pod.getMetadata().getName();
        var _ = client.pods().resource(pod).create();
        // Ctrl-C, a closed terminal, any failure: nobody should have to clean up after us.
        Runtime.getRuntime().addShutdownHook(guard);
        // Watched from the start: the operator deletes a finished session at once, and its exit code with it.
        informer = resource().inform(new ExitListener());
    }

    static Driver start(
            KubernetesClient client, SparkCluster cluster, DriverShape shape, List<String> command, boolean terminal) {
        var name = cluster.getMetadata().getName() + "-driver-" + suffix();
        var request = new DriverPod.Request(name, shape.cores(), shape.memory(), command, terminal);
        return new Driver(client, DriverPod.of(cluster, request));
    }

    String name() {
        return name;
    }

    String namespace() {
        return namespace;
    }

    ContainerResource container() {
        return resource().inContainer(CONTAINER);
    }

    /** Returns when the container runs, or has already ended. */
    void awaitStart(Consumer<String> progress) {
        var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (true) {
            var pod = resource().get();
            if (pod == null) {
                throw Problem.failed("the driver pod " + name + " was deleted before it started");
            }
            var state = state(pod);
            if (state.filter(found -> found.getRunning() != null || found.getTerminated() != null)
                    .isPresent()) {
                return;
            }
            var trouble = PodTrouble.of(pod);
            progress.accept(trouble.map(PodTrouble::message).orElse("pod " + name + " starts"));
            if (System.nanoTime() > deadline
                    || trouble.filter(PodTrouble::needsPerson).isPresent()) {
                throw Problem.failed("the driver pod did not start: "
                                + trouble.map(PodTrouble::message).orElse("it is still pending"))
                        .advise("`hearth doctor` checks the image; smaller drivers: --cores 100m --memory 512m");
            }
            Pause.millis(100);
        }
    }

    /** The exit code of the container; empty if it has not ended within the time, or vanished. */
    Optional<Integer> awaitExit(Duration patience) {
        try {
            return Optional.of(exit.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Leaves the pod where it is. */
    void keep() {
        deleted.set(true);
    }

    @Override
    public void close() {
        informer.close();
        delete();
        try {
            var _ = Runtime.getRuntime().removeShutdownHook(guard);
        } catch (IllegalStateException e) {
            // The program is ending by a signal: the guard runs, or has run.
            return;
        }
    }

    private void delete() {
        if (deleted.compareAndSet(false, true)) {
            try {
                var _ = resource().withGracePeriod(1).delete();
            } catch (KubernetesClientException e) {
                // The operator removes sessions too, and pods go with their cluster.
                return;
            }
        }
    }

    private PodResource resource() {
        return client.pods().inNamespace(namespace).withName(name);
    }

    private static Optional<ContainerState> state(Pod pod) {
        return PodLog.status(pod, CONTAINER).map(ContainerStatus::getState);
    }

    private static String suffix() {
        return ThreadLocalRandom.current()
                .ints(SUFFIX_LENGTH, 0, SUFFIX_CHARACTERS.length())
                .mapToObj(index -> String.valueOf(SUFFIX_CHARACTERS.charAt(index)))
                .collect(Collectors.joining());
    }

    private final class ExitListener implements ResourceEventHandler<Pod> {
        @Override
        public void onAdd(Pod pod) {
            look(pod);
        }

        @Override
        public void onUpdate(Pod before, Pod pod) {
            look(pod);
        }

        @Override
        public void onDelete(Pod pod, boolean stateUnknown) {
            look(pod);
            var _ = exit.completeExceptionally(new IllegalStateException("the pod was deleted"));
        }

        private void look(Pod pod) {
            state(pod)
                    .map(ContainerState::getTerminated)
                    .ifPresent(terminated -> exit.complete(terminated.getExitCode()));
        }
    }
}
