package dev.hearth.cli.session;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers the exit code of a driver from its pod's last moments: the operator deletes a finished session at once, and
 * its exit code with it.
 */
final class ExitWatch implements AutoCloseable, ResourceEventHandler<Pod> {
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final SharedIndexInformer<Pod> informer;

    private ExitWatch(PodResource pod) {
        informer = pod.inform(this);
    }

    static ExitWatch on(PodResource pod) {
        return new ExitWatch(pod);
    }

    /** The exit code in what Kubernetes says of the pod, once it says one. */
    static Optional<Integer> exitCode(Pod pod) {
        return PodLog.status(pod, Driver.CONTAINER)
                .map(ContainerStatus::getState)
                .map(ContainerState::getTerminated)
                .map(ContainerStateTerminated::getExitCode);
    }

    /** The exit code, if it is heard of within this time. */
    Optional<Integer> await(Duration patience) {
        try {
            return Optional.of(exit.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

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

    @Override
    public void close() {
        informer.close();
    }

    private void look(Pod pod) {
        exitCode(pod).ifPresent(exit::complete);
    }
}
