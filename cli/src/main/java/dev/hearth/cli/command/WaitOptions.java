package dev.hearth.cli.command;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long to wait, for every command that changes a cluster. */
@SuppressWarnings("NullAway.Init")
final class WaitOptions {
    @Option(names = "--no-wait", description = "Return at once.")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = DurationConverter.class,
            description = "How long to wait, such as 90s, 5m or 1h. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    boolean wanted() {
        return !noWait;
    }

    Duration timeout() {
        return timeout;
    }
}
