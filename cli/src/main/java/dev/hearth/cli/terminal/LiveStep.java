package dev.hearth.cli.terminal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Progress as one line that is redrawn: spinner, what is being done, and for how long. */
final class LiveStep implements Step {
    private static final String CLEAR_LINE = "\r\033[2K";
    private static final long FRAME_MILLIS = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Console console;
    private final String title;
    private final long started = System.nanoTime();
    private final Thread painter;
    private String detail = "";
    private boolean ended;

    LiveStep(Console console, String title) {
        this.console = console;
        this.title = title;
        painter = Thread.ofVirtual().start(this::paint);
    }

    @Override
    public void accept(String newDetail) {
        lock.lock();
        try {
            detail = newDetail;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void done(String outcome) {
        end(console.errStyle().check() + " " + outcome + console.errStyle().faint("  " + elapsed()));
    }

    @Override
    public void close() {
        var where = detail.isEmpty() ? title : title + ": " + detail;
        end(console.errStyle().cross() + " " + where + console.errStyle().faint("  " + elapsed()));
    }

    private void end(String line) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                console.err().println(CLEAR_LINE + line);
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void paint() {
        lock.lock();
        try {
            for (long tick = 0; !ended; tick++) {
                console.err().print(CLEAR_LINE + console.errStyle().spinner(tick) + " " + line());
                console.err().flush();
                var _ = changed.await(FRAME_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            painter.interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** One line only: a wrapped line could not be redrawn. */
    private String line() {
        var text = detail.isEmpty() ? title : title + ": " + detail;
        var time = "  " + elapsed();
        var room = console.columns() - 3 - time.length();
        return (text.length() > room ? text.substring(0, Math.max(0, room - 3)) + "..." : text)
                + console.errStyle().faint(time);
    }

    private String elapsed() {
        return Elapsed.text(Duration.ofNanos(System.nanoTime() - started));
    }
}
