package dev.hearth.cli.session;

import dev.hearth.cli.problem.Pause;
import dev.hearth.cli.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** What the user types, or a pipe holds, on its way to the program in the pod. */
final class Keyboard {
    private static final byte[] END_OF_INPUT = {4};

    private final InputStream input;
    private final boolean terminal;
    private final Duration betweenEnds;
    private volatile boolean gone;

    /**
     * What is typed here.
     *
     * @param terminal whether a person types it
     * @param betweenEnds how long a program has to take note that a pipe has ended until it is told again
     */
    Keyboard(InputStream input, boolean terminal, Duration betweenEnds) {
        this.input = input;
        this.terminal = terminal;
        this.betweenEnds = betweenEnds;
    }

    /** Whether the terminal is gone. The signal that tells so ends this program, unless somebody had it ignored. */
    boolean isGone() {
        return gone;
    }

    /** Passes everything on until the program in the pod takes no more. */
    void passTo(OutputStream program) {
        var buffer = new byte[8192];
        try {
            for (var length = read(buffer); length >= 0; length = read(buffer)) {
                program.write(buffer, 0, length);
            }
            gone = terminal;
            // A program that still starts has not looked yet, and one that changes its terminal's mode loses what
            // waits.
            while (!terminal) {
                program.write(END_OF_INPUT);
                Pause.millis(betweenEnds.toMillis());
            }
        } catch (IOException | Problem e) {
            // The program has ended, as those who wait for that hear.
            return;
        }
    }

    /** A terminal that is gone can be an end as well as a failure. */
    private int read(byte[] buffer) {
        try {
            return input.read(buffer);
        } catch (IOException e) {
            return -1;
        }
    }
}
