package dev.hearth.cli;

import dev.hearth.cli.command.Hearth;
import dev.hearth.cli.terminal.Console;
import java.util.Arrays;

/** The entry point of the {@code hearth} command. */
public final class Main {
    /** The word by which kubectl's own commands are asked for completions, too. */
    private static final String COMPLETE = "__complete";

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        var code = run(arguments);
        if (code == 0) {
            System.exit(0);
        }
        // At an orderly exit the JVM archives the classes that this run has loaded, for the next ones to start faster.
        // A run that failed half-way has loaded too few of them.
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }

    private static int run(String... arguments) {
        var console = Console.ofProcess();
        if (arguments.length > 1 && arguments[0].equals(COMPLETE)) {
            Hearth.complete(console, Arrays.copyOfRange(arguments, 1, arguments.length));
            return 0;
        }
        return Hearth.commandLine(console, arguments).execute(arguments);
    }
}
