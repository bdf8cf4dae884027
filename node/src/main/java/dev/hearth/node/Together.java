package dev.hearth.node;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Does the same for several nodes at the same time: most of it is waiting. */
final class Together {

    private Together() {}

    /** Returns when all are done; fails as the first of those that failed did. */
    static void forEach(List<Member> members, Consumer<Member> action) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = members.stream()
                    .map(member -> executor.submit(() -> action.accept(member)))
                    .toList();
            for (var each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeException("Interrupted while waiting for the nodes.", e);
        }
    }
}
