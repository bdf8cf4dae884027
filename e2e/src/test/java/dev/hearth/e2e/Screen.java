package dev.hearth.e2e;

import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What a program has written so far, read in its order, as a person reads it. */
final class Screen {
    /** Enough for a driver to start on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final StringBuffer text = new StringBuffer();
    private final BooleanSupplier alive;
    private final Thread reader;
    private int read;

    /**
     * Follows a stream.
     *
     * @param alive whether its program still runs
     */
    Screen(Reader from, BooleanSupplier alive) {
        this.alive = alive;
        reader = Thread.ofPlatform().daemon().start(() -> copy(from));
    }

    /** Waits for a text after those that were awaited before. */
    Screen await(String wanted) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> shows(wanted) || !alive.getAsBoolean());
        } catch (ConditionTimeoutException e) {
            throw missing(wanted);
        }
        if (!alive.getAsBoolean()) {
            awaitEnd();
        }
        if (!shows(wanted)) {
            throw missing(wanted);
        }
        read = text.indexOf(wanted, read) + wanted.length();
        return this;
    }

    private AssertionError missing(String wanted) {
        return new AssertionError(
                "no \"%s\" after:%n%s%n-- but:%n%s".formatted(wanted, text.substring(0, read), text.substring(read)));
    }

    boolean shows(String wanted) {
        return text.indexOf(wanted, read) >= 0;
    }

    /** Waits for the last character. */
    void awaitEnd() {
        try {
            reader.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while reading what a program writes", e);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void copy(Reader from) {
        var buffer = new char[8192];
        try {
            for (var length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                text.append(buffer, 0, length);
            }
        } catch (IOException e) {
            text.append(e);
        }
    }
}
