package dev.hearth.cli.terminal;

import java.time.Duration;

/** Progress as lines, for files, pipes and terminals that cannot redraw. */
final class PlainStep implements Step {
    private final Console console;
    private final String title;
    private final long started = System.nanoTime();
    private String last = "";
    private boolean ended;

    PlainStep(Console console, String title) {
        this.console = console;
        this.title = title;
        console.say(title + " ...");
    }

    @Override
    public void accept(String detail) {
        if (!detail.equals(last)) {
            last = detail;
            console.say("  " + detail);
        }
    }

    @Override
    public void done(String outcome) {
        ended = true;
        console.say(console.errStyle().check() + " " + outcome + " (" + elapsed() + ")");
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            console.say(console.errStyle().cross() + " " + title + " (" + elapsed() + ")");
        }
    }

    private String elapsed() {
        return Elapsed.text(Duration.ofNanos(System.nanoTime() - started));
    }
}
