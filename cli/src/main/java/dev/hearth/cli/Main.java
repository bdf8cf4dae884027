package dev.hearth.cli;

import dev.hearth.cli.command.Hearth;
import dev.hearth.cli.terminal.Console;

/** The entry point of the {@code hearth} command. */
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        var code = Hearth.commandLine(Console.ofProcess(), arguments).execute(arguments);
        if (code == 0) {
            System.exit(0);
        }
        // At an orderly exit the JVM archives the classes that this run has loaded, for the next ones to start faster.
        // A run that failed half-way has loaded too few of them.
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }
}
