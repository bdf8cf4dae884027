package dev.hearth.cli.terminal;

import java.io.PrintStream;
import java.util.Map;

/**
 * Where a command writes: results to {@code out}, everything about their making to {@code err}.
 *
 * @param input whether a person types into standard input
 * @param output whether a person reads {@code out}
 * @param live whether lines of {@code err} may be redrawn
 * @param columns width of the terminal
 */
public record Console(
        PrintStream out,
        PrintStream err,
        boolean input,
        boolean output,
        boolean live,
        int columns,
        Style outStyle,
        Style errStyle) {
    private static final int USUAL_COLUMNS = 80;

    /** The console of this process: the launcher says which of its streams are terminals, Java cannot. */
    @SuppressWarnings("SystemConsoleNull")
    public static Console ofProcess() {
        return of(
                System.out,
                System.err,
                System.getProperty("hearth.terminals", ""),
                Integer.getInteger("hearth.columns", USUAL_COLUMNS),
                System.getenv());
    }

    static Console of(
            PrintStream out, PrintStream err, String terminals, int columns, Map<String, String> environment) {
        var able = !environment.getOrDefault("TERM", "dumb").equals("dumb");
        var colors = able && environment.getOrDefault("NO_COLOR", "").isEmpty();
        var output = terminals.contains("1");
        var error = terminals.contains("2");
        var symbols = Style.speaksUnicode(environment);
        return new Console(
                out,
                err,
                terminals.contains("0"),
                output,
                error && able,
                Math.max(20, columns),
                new Style(colors && output, symbols),
                new Style(colors && error, symbols));
    }

    /** Prints a line of the result. */
    public void print(String line) {
        out.println(line);
    }

    /** Prints a line about what happens or what to do next. */
    public void say(String line) {
        err.println(line);
    }

    /** Prints a line that deserves attention. */
    public void warn(String line) {
        say(errStyle.warning("warning: ") + line);
    }

    /** Starts a piece of work that may take long; close it when it has ended, well or not. */
    public Step step(String title) {
        return live ? new LiveStep(this, title) : new PlainStep(this, title);
    }
}
