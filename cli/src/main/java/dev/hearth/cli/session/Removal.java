package dev.hearth.cli.session;

import dev.hearth.cli.problem.Explanation;
import dev.hearth.cli.terminal.Console;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sees to it that a pod of ours goes with this program, however that ends: Ctrl-C, a closed terminal, any failure. */
final class Removal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PodEndpoint pod;
    private final Console console;
    private final AtomicBoolean settled = new AtomicBoolean();
    private final Thread guard = new Thread(this::delete);

    private Removal(PodEndpoint pod, Console console) {
        this.pod = pod;
        this.console = console;
    }

    /** From now on, so call it before the pod exists. */
    static Removal of(PodEndpoint pod, Console console) {
        var removal = new Removal(pod, console);
        Runtime.getRuntime().addShutdownHook(removal.guard);
        return removal;
    }

    /** Leaves the pod where it is. */
    void cancel() {
        settled.set(true);
    }

    @Override
    public void close() {
        delete();
        try {
            var _ = Runtime.getRuntime().removeShutdownHook(guard);
        } catch (IllegalStateException e) {
            // A signal is ending the program. Its exit code is the signal's, not one that we come to by its effects.
            awaitEndOfProgram();
        }
    }

    private void delete() {
        if (!settled.compareAndSet(false, true)) {
            return;
        }
        try {
            var _ = new Outage(PATIENCE, _ -> {})
                    .outlast(() -> pod.resource().withGracePeriod(1).delete());
        } catch (KubernetesClientException e) {
            console.say(console.errStyle()
                    .warning("The driver pod " + pod.pod() + " could not be deleted: "
                            + Explanation.of(e).message()));
            console.say("       delete it with: kubectl -n " + pod.namespace() + " delete pod " + pod.pod());
        }
    }

    private static void awaitEndOfProgram() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
