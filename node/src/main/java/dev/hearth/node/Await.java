package dev.hearth.node;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, and says what was waited for when it does not come true. */
final class Await {

    private static final Duration INTERVAL = Duration.ofMillis(50);

    private Await() {}

    static void until(Duration limit, BooleanSupplier condition, Supplier<String> complaint) {
        var deadline = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new NodeException(complaint.get());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeException("Interrupted while waiting for the node.", e);
        }
    }
}
