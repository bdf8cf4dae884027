package dev.hearth.cli.problem;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends a command with a sentence for the user, what to do about it and an exit code. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Exit exit;
    private final @Nullable String advice;

    private Problem(Exit exit, String message, @Nullable String advice, @Nullable Throwable cause) {
        super(message, cause);
        this.exit = exit;
        this.advice = advice;
    }

    /** A failure of what was asked for. */
    public static Problem failed(String message) {
        return new Problem(Exit.FAILED, message, null, null);
    }

    /** A command line that cannot be meant. */
    public static Problem usage(String message) {
        return new Problem(Exit.USAGE, message, null, null);
    }

    /** What was asked for did not happen in time. */
    public static Problem timedOut(String message) {
        return new Problem(Exit.TIMED_OUT, message, null, null);
    }

    /** The same problem with what to do about it. */
    public Problem advise(String whatToDo) {
        return new Problem(exit, message(), whatToDo, getCause());
    }

    /** The same problem with the exception that {@code --verbose} shows. */
    public Problem because(Throwable cause) {
        return new Problem(exit, message(), advice, cause);
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public Optional<String> advice() {
        return Optional.ofNullable(advice);
    }

    public Exit exit() {
        return exit;
    }
}
