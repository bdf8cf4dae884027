package dev.hearth.cli.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Measures the wall time of each phase of something long. */
public final class Phases {
    private record Phase(String name, Duration time) {}

    private final List<Phase> phases = new ArrayList<>();
    private final LongSupplier nanoClock;

    public Phases() {
        this(System::nanoTime);
    }

    Phases(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Runs one phase; one that fails is listed too. */
    public <T> T measure(String name, Supplier<T> work) {
        var started = nanoClock.getAsLong();
        try {
            return work.get();
        } finally {
            phases.add(new Phase(name, Duration.ofNanos(nanoClock.getAsLong() - started)));
        }
    }

    /** Runs one phase; one that fails is listed too. */
    public void measure(String name, Runnable work) {
        measure(name, () -> {
            work.run();
            return name;
        });
    }

    /** The phases with their times, and the sum. */
    public Table table(Style style) {
        var table = new Table(style, "PHASE", "TIME");
        phases.forEach(phase -> table.row(phase.name(), Elapsed.text(phase.time())));
        return table.row(
                Table.Cell.strong("total"),
                Table.Cell.strong(
                        Elapsed.text(phases.stream().map(Phase::time).reduce(Duration.ZERO, Duration::plus))));
    }
}
