package dev.hearth.cli.session;

import dev.hearth.cli.problem.Problem;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How large a driver is, and how long it may take until there is room for it.
 *
 * @param cores CPU that its pod reserves, as a Kubernetes quantity
 * @param memory heap of the driver in Spark's units
 * @param startWithin how long its pod may take to start
 */
public record DriverShape(String cores, String memory, Duration startWithin) {
    /** Longer than a slow registry takes for an image, short enough for somebody who waits. */
    private static final Duration USUAL_START = Duration.ofMinutes(5);

    private static final Pattern CORES = Pattern.compile("[0-9]+(\\.[0-9]+)?|[1-9][0-9]*m");
    private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]*[mgt]");

    public DriverShape {
        if (!CORES.matcher(cores).matches()) {
            throw Problem.usage("the driver's cores must be a number such as 1, 0.5 or 250m, not " + cores);
        }
        if (!MEMORY.matcher(memory).matches()) {
            throw Problem.usage(
                    "the driver's memory needs one of Spark's units m, g or t, for example 1g, not " + memory);
        }
    }

    public DriverShape(String cores, String memory) {
        this(cores, memory, USUAL_START);
    }
}
