package dev.hearth.cli.session;

import dev.hearth.cli.problem.Problem;
import io.fabric8.kubernetes.client.dsl.ExecListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Knows when an attached stream has opened and when it is over. */
final class AttachListener implements ExecListener {
    private static final long OPEN_SECONDS = 30;

    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

    @Override
    public void onOpen() {
        opened.complete(true);
    }

    @Override
    public void onFailure(Throwable thrown, Response response) {
        opened.completeExceptionally(thrown);
        closed.complete(false);
    }

    @Override
    public void onClose(int code, String reason) {
        opened.complete(true);
        closed.complete(true);
    }

    void awaitOpen() {
        try {
            var _ = opened.get(OPEN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw Problem.failed("cannot attach to the driver: " + e.getMessage())
                    .because(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.failed("interrupted");
        }
    }

    void awaitClose() {
        try {
            var _ = closed.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("is only ever completed normally", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
