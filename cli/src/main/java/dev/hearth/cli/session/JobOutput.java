package dev.hearth.cli.session;

import dev.hearth.cli.terminal.Console;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Takes the log of a job apart into what the application wrote to its two streams. */
public final class JobOutput implements Consumer<String> {
    /** What submit.sh puts before each line of standard error; it changes nothing on a terminal. */
    private static final String ERROR_MARK = "\033[m";

    private static final int REMEMBERED = 40;

    private final Consumer<String> output;
    private final Consumer<String> errors;
    private final Deque<String> lastErrors = new ArrayDeque<>();

    JobOutput(Consumer<String> output, Consumer<String> errors) {
        this.output = output;
        this.errors = errors;
    }

    /** Both streams as they are. */
    public static JobOutput everything(Console console) {
        return new JobOutput(console::print, console::say);
    }

    /** Only standard output; the rest is remembered for the case of failure. */
    public static JobOutput results(Console console) {
        return new JobOutput(console::print, line -> {});
    }

    @Override
    public void accept(String line) {
        if (line.startsWith(ERROR_MARK)) {
            var text = line.substring(ERROR_MARK.length());
            errors.accept(text);
            lastErrors.add(text);
            if (lastErrors.size() > REMEMBERED) {
                lastErrors.remove();
            }
        } else {
            output.accept(line);
        }
    }

    /** The end of what came on standard error. */
    public String lastErrors() {
        return String.join("\n", lastErrors);
    }
}
