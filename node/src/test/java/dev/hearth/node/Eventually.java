package dev.hearth.node;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What a real Kubernetes takes a moment for. */
final class Eventually {

    private Eventually() {}

    static void eventually(String what, BooleanSupplier condition) {
        Await.until(Duration.ofMinutes(1), condition, () -> "Waited in vain until " + what);
    }
}
