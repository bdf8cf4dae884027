package dev.hearth.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * What is to be done when something ends, also if the whole JVM is told to end in the middle of it: by Ctrl-C or a kill,
 * after which no {@code finally} runs. The last one begun is the first one done.
 */
final class CleanUp implements AutoCloseable {

    private static final Deque<CleanUp> OPEN = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(CleanUp::closeAll, "hearth-image-clean-up"));
    }

    private static volatile boolean ending;

    /** Part of a clean-up. */
    interface Action {
        void run() throws IOException;
    }

    private final Action action;
    private boolean done;

    private CleanUp(Action action) {
        this.action = action;
    }

    static CleanUp of(Action action) {
        CleanUp cleanUp = new CleanUp(action);
        OPEN.push(cleanUp);
        return cleanUp;
    }

    /** Whether the JVM has been told to end: what fails now fails because of that. */
    static boolean isJvmEnding() {
        return ending;
    }

    /** Whoever comes second waits: the thread that uses this may end the JVM for good when it returns. */
    @Override
    public synchronized void close() {
        if (done) {
            return;
        }
        done = true;
        OPEN.remove(this);
        try {
            action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void closeAll() {
        ending = true;
        for (CleanUp cleanUp = OPEN.peek(); cleanUp != null; cleanUp = OPEN.peek()) {
            try {
                cleanUp.close();
            } catch (RuntimeException _) {
                // Nobody is left to tell, and the others are to be done all the same.
            }
        }
    }
}
