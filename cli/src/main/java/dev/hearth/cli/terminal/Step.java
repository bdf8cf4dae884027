package dev.hearth.cli.terminal;

import java.util.function.Consumer;

/** A piece of work in progress: takes a sentence before each of its parts, and how it ended. */
public interface Step extends Consumer<String>, AutoCloseable {
    /** The work ended well; {@code outcome} says with what. */
    void done(String outcome);

    /** Ends the display. Work that was not {@link #done} has failed. */
    @Override
    void close();
}
