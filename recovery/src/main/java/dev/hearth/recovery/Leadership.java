package dev.hearth.recovery;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The election as it stands, for all threads of this process that act by it. */
final class Leadership {
    private final Supplier<Duration> clock;
    private final Consumer<String> end;
    private volatile Election election;

    /** @param end ends this process at once, without a hook or a {@code finally}; gets the reason */
    Leadership(Election election, Supplier<Duration> clock, Consumer<String> end) {
        this.election = election;
        this.clock = clock;
        this.end = end;
    }

    Election election() {
        return election;
    }

    void become(Election next) {
        election = next;
    }

    Duration now() {
        return clock.get();
    }

    /** Which leadership this is, counted from the first of the cluster. */
    int term() {
        return election.seen().term();
    }

    /** Ends this process if another may lead by now. To be asked before everything that only a leader may do. */
    void require() {
        if (election.mustStop(now())) {
            end("the Kubernetes API has not answered this leader for "
                    + election.timing().giveUp().toSeconds() + " s, and another may lead soon");
        }
    }

    /** A thread of the plug-in's own; without one of them a master would go on without memory, or for ever stand by. */
    Thread thread(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, e) -> end(failed.getName() + " has failed: " + e));
        return thread;
    }

    /** Ends this process, which is no leader any more: it must not do one thing more. */
    void end(String why) {
        end.accept(why);
    }
}
