package dev.hearth.cli.command;

import dev.hearth.cli.session.DriverShape;
import picocli.CommandLine.Option;

/** How large the driver is, for every command that starts one. */
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

    DriverShape shape() {
        return new DriverShape(cores, memory);
    }
}
