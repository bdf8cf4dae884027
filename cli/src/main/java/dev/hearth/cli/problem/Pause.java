package dev.hearth.cli.problem;

/** Sleeping between two looks; an interrupt ends the command. */
public final class Pause {
    private Pause() {}

    public static void millis(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.failed("interrupted");
        }
    }
}
