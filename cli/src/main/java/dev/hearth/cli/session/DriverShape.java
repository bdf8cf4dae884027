package dev.hearth.cli.session;

import dev.hearth.cli.problem.Problem;
import java.util.regex.Pattern;

/**
 * How large a driver is.
 *
 * @param cores CPU that its pod reserves, as a Kubernetes quantity
 * @param memory heap of the driver in Spark's units
 */
public record DriverShape(String cores, String memory) {
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
}
