package dev.hearth.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A clock that only goes forward, at one second per second. Linux's uptime, other than {@link System#nanoTime}, goes on while
 * a machine is suspended, when a leader on another one may have taken over.
 */
record Uptime(Path file) implements Supplier<Duration> {
    static Uptime ofThisMachine() {
        return new Uptime(Path.of("/proc/uptime"));
    }

    @Override
    public Duration get() {
        try {
            var text = Files.readString(file);
            return Duration.ofMillis((long) (Double.parseDouble(text.substring(0, text.indexOf(' '))) * 1000));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "A master needs to know how much time has gone by, and " + file + " cannot be read", e);
        }
    }
}
