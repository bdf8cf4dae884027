package dev.hearth.cli.command;

import dev.hearth.cli.session.DriverShape;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How large the driver is and how long it may take to start, for every command that starts one. */
@SuppressWarnings("NullAway.Init")
final class DriverOptions {
    @Option(
            names = {"-c", "--cores"},
            paramLabel = "CPU",
            defaultValue = "250m",
            description = "CPU that the driver's pod reserves; it may use more. Default: ${DEFAULT-VALUE}.")
    private String cores;

    @Option(
            names = {"-m", "--memory"},
            paramLabel = "SIZE",
            defaultValue = "1g",
            description = "Heap of the driver. Default: ${DEFAULT-VALUE}.")
    private String memory;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = DurationConverter.class,
            description = "How long it may take to start, such as 90s, 5m or 1h. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    DriverShape shape() {
        return new DriverShape(cores, memory, timeout);
    }
}
