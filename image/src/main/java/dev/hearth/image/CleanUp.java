package dev.hearth.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * What is to be done when something ends, also if the whole JVM is told to end in the middle of it: by Ctrl-C or a kill,
 * after which no {@code finally} runs. The last one begun is the first one done.
 */
final class CleanUp<T> implements AutoCloseable {

    private static final Deque<CleanUp<?>> OPEN = new ConcurrentLinkedDeque<>();

    /** Held for reading while something begins: it is either noted here before the JVM ends, or it never begins. */
    private static final ReadWriteLock BEGINNINGS = new ReentrantReadWriteLock();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(CleanUp::closeAll, "hearth-image-clean-up"));
    }

    private static volatile boolean ending;

    /** Makes what is to be cleaned up later, in little time: the end of the JVM waits for it. */
    interface Beginning<T> {
        T begin() throws IOException;
    }

    /** Part of a clean-up. */
    interface Action<T> {
        void run(T subject) throws IOException;
    }

    private final T subject;
    private final Action<? super T> action;
    private boolean done;

    private CleanUp(T subject, Action<? super T> action) {
        this.subject = subject;
        this.action = action;
    }

    /**
     * Begins something and notes how it is cleaned up.
     *
     * @throws ImageException if the JVM has been told to end, and nothing is begun
     */
    static <T> CleanUp<T> of(Beginning<T> beginning, Action<? super T> action) throws IOException {
        BEGINNINGS.readLock().lock();
        try {
            requireTime();
            CleanUp<T> cleanUp = new CleanUp<>(beginning.begin(), action);
            OPEN.push(cleanUp);
            return cleanUp;
        } finally {
            BEGINNINGS.readLock().unlock();
        }
    }

    /**
     * What fails after the JVM has been told to end fails because of that.
     *
     * @throws ImageException that says so, if it has
     */
    static void requireTime() {
        if (ending) {
            throw new ImageException("The build was interrupted.");
        }
    }

    T subject() {
        return subject;
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
            action.run(subject);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void closeAll() {
        BEGINNINGS.writeLock().lock();
        try {
            ending = true;
        } finally {
            BEGINNINGS.writeLock().unlock();
        }
        for (CleanUp<?> cleanUp = OPEN.peek(); cleanUp != null; cleanUp = OPEN.peek()) {
            try {
                cleanUp.close();
            } catch (RuntimeException _) {
                // Nobody is left to tell, and the others are to be done all the same.
            }
        }
    }
}
