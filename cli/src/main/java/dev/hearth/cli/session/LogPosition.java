package dev.hearth.cli.session;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How far a log with timestamps has been read, so that it can be opened again without repeating a line. The API can
 * start at a second only, and several lines can share one timestamp.
 */
final class LogPosition {
    private Instant last = Instant.MIN;
    private int linesOfLast;
    private int repeatsToSkip;

    /** Where to open the log again; empty before its first line. */
    Optional<Instant> since() {
        return last.equals(Instant.MIN) ? Optional.empty() : Optional.of(last);
    }

    /** The log starts again at {@link #since}. */
    void reopened() {
        repeatsToSkip = linesOfLast;
    }

    /** The text of a line that was not read before. */
    Optional<String> accept(String line) {
        var blank = line.indexOf(' ');
        var time = instant(blank < 0 ? line : line.substring(0, blank));
        if (time.isEmpty()) {
            return Optional.of(line);
        }
        if (time.get().isBefore(last)) {
            return Optional.empty();
        }
        if (time.get().equals(last)) {
            if (repeatsToSkip > 0) {
                repeatsToSkip--;
                return Optional.empty();
            }
            linesOfLast++;
        } else {
            last = time.get();
            linesOfLast = 1;
            repeatsToSkip = 0;
        }
        return Optional.of(blank < 0 ? "" : line.substring(blank + 1));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
