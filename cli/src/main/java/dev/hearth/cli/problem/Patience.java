package dev.hearth.cli.problem;

import dev.hearth.cli.terminal.Elapsed;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How long somebody is willing to wait, counted from now. A look that fails in a way that may pass by itself, as when an
 * API server restarts, ends no wait.
 */
public final class Patience {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Duration total;
    private final long deadline;

    private Patience(Duration total) {
        this.total = total;
        deadline = System.nanoTime() + total.toNanos();
    }

    public static Patience of(Duration total) {
        return new Patience(total);
    }

    /** All of it, also when some is used up. */
    public Duration total() {
        return total;
    }

    /**
     * Looks until it is as wished or the patience is over.
     *
     * @param progress is told what there is instead
     * @return what the last look saw, which need not be what was wished for
     */
    public <T> T look(Supplier<T> look, Predicate<T> wished, Function<T, String> describe, Consumer<String> progress) {
        while (true) {
            try {
                var seen = look.get();
                if (wished.test(seen) || isOver()) {
                    return seen;
                }
                progress.accept(describe.apply(seen));
            } catch (RuntimeException e) {
                progress.accept(passing(e).message());
            }
            Pause.millis(INTERVAL.toMillis());
        }
    }

    private Problem passing(RuntimeException thrown) {
        var problem = Explanation.of(thrown);
        if (!problem.mayPass()) {
            throw thrown;
        }
        if (isOver()) {
            throw problem.outlasting(Elapsed.text(total));
        }
        return problem;
    }

    private boolean isOver() {
        return System.nanoTime() > deadline;
    }
}
