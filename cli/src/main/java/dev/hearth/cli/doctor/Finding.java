package dev.hearth.cli.doctor;

import dev.hearth.cli.terminal.Style;

/**
 * The outcome of one check.
 *
 * @param advice what to do, empty where nothing has to be done
 */
public record Finding(Grade grade, String subject, String text, String advice) {
    /** How bad it is. */
    public enum Grade {
        OK,
        NOTE,
        PROBLEM
    }

    private static final int SUBJECT_WIDTH = 12;

    static Finding ok(String subject, String text) {
        return new Finding(Grade.OK, subject, text, "");
    }

    static Finding note(String subject, String text, String advice) {
        return new Finding(Grade.NOTE, subject, text, advice);
    }

    static Finding problem(String subject, String text, String advice) {
        return new Finding(Grade.PROBLEM, subject, text, advice);
    }

    /** One line, and below it what to do. */
    public String text(Style style) {
        var mark = switch (grade) {
            case OK -> style.check() + pad("ok");
            case NOTE -> style.warning(style.symbols() ? "•" : "--") + pad("note");
            case PROBLEM -> style.cross() + pad("problem");
        };
        var padded = subject + " ".repeat(Math.max(1, SUBJECT_WIDTH - subject.length()));
        var todo = advice.isEmpty() ? "" : ("\n" + advice).replace("\n", "\n            " + " ".repeat(SUBJECT_WIDTH));
        return mark + style.strong(padded) + text + todo;
    }

    private static String pad(String word) {
        return " " + word + " ".repeat(8 - word.length());
    }
}
