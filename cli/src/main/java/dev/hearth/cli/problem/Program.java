package dev.hearth.cli.problem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** This program as the user called it, so that a hint can be typed as it stands. */
public final class Program {
    private static final Pattern USUAL_CALL = Pattern.compile("\\bhearth (?=[a-z])");

    private Program() {}

    /** What was typed: {@code hearth}, {@code ./hearth} or {@code kubectl hearth}. Only the launcher knows. */
    public static String name() {
        return System.getProperty("hearth.command", "hearth");
    }

    /** A command line to type. */
    public static String call(String arguments) {
        return name() + " " + arguments;
    }

    /** The sentence of a module that does not know how the program was called. */
    public static String adapt(String sentence) {
        return USUAL_CALL.matcher(sentence).replaceAll(Matcher.quoteReplacement(name() + " "));
    }
}
