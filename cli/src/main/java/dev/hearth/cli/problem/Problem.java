package dev.hearth.cli.problem;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends a command with a sentence for the user, what to do about it and an exit code. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Exit exit;
    private final @Nullable String advice;
    private final boolean passing;

    private Problem(Exit exit, String message, @Nullable String advice, boolean passing, @Nullable Throwable cause) {
        super(message, cause);
        this.exit = exit;
        this.advice = advice;
        this.passing = passing;
    }

    /** A failure of what was asked for. */
    public static Problem failed(String message) {
        return new Problem(Exit.FAILED, message, null, false, null);
    }

    /** A command line that cannot be meant. */
    public static Problem usage(String message) {
        return new Problem(Exit.USAGE, message, null, false, null);
    }

    /** What was asked for did not happen in time. */
    public static Problem timedOut(String message) {
        return new Problem(Exit.TIMED_OUT, message, null, false, null);
    }

    /** The same problem with what to do about it. */
    public Problem advise(String whatToDo) {
        return new Problem(exit, message(), whatToDo, passing, getCause());
    }

    /** The same problem with the exception that {@code --verbose} shows. */
    public Problem because(Throwable cause) {
        return new Problem(exit, message(), advice, passing, cause);
    }

    /** The same problem, known as one that may go away by itself. */
    public Problem passing() {
        return new Problem(exit, message(), advice, true, getCause());
    }

    /** The same problem, after it was waited for that it goes away. */
    public Problem outlasting(String time) {
        return new Problem(Exit.TIMED_OUT, "gave up after " + time + ": " + message(), advice, passing, getCause());
    }

    /** Whether the same may work in a moment: who waits for something goes on. */
    public boolean mayPass() {
        return passing;
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
