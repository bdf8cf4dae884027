package dev.hearth.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them. */
public final class Elapsed {
    private Elapsed() {}

    /** Tenths of a second below ten, then seconds, then minutes. */
    public static String text(Duration duration) {
        var tenths = Math.round(duration.toMillis() / 100.0);
        if (tenths < 100) {
            return String.format(Locale.ROOT, "%d.%ds", tenths / 10, tenths % 10);
        }
        var seconds = Math.round(duration.toMillis() / 1000.0);
        return seconds < 60 ? seconds + "s" : String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
    }

    /** How old something is, in its largest unit or the two largest, as kubectl does. */
    public static String age(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 600) {
            return seconds / 60 + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
        }
        if (seconds < 3 * 3600) {
            return seconds / 60 + "m";
        }
        return seconds < 48 * 3600 ? seconds / 3600 + "h" : seconds / 86400 + "d";
    }
}
