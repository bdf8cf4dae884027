package dev.hearth.cli.terminal;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/**
 * Colours and symbols, where they can be shown.
 *
 * @param colored whether escape sequences are welcome
 * @param symbols whether the terminal shows more than ASCII
 */
public record Style(boolean colored, boolean symbols) {
    public String good(String text) {
        return paint("green", text);
    }

    public String bad(String text) {
        return paint("red", text);
    }

    public String warning(String text) {
        return paint("yellow", text);
    }

    public String strong(String text) {
        return paint("bold", text);
    }

    public String faint(String text) {
        return paint("faint", text);
    }

    public String check() {
        return good(symbols ? "✔" : "ok");
    }

    public String cross() {
        return bad(symbols ? "✘" : "!!");
    }

    String spinner(long tick) {
        var frames = symbols ? "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏" : "|/-\\";
        return paint("cyan", String.valueOf(frames.charAt((int) (tick % frames.length()))));
    }

    /** For what picocli prints. */
    public ColorScheme scheme() {
        return CommandLine.Help.defaultColorScheme(colored ? Ansi.ON : Ansi.OFF);
    }

    private String paint(String style, String text) {
        return colored ? scheme().apply(text, List.of(Ansi.Style.parse(style))).toString() : text;
    }

    /** The rule of POSIX: LC_ALL before LC_CTYPE before LANG. */
    static boolean speaksUnicode(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(variable -> environment.getOrDefault(variable, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(locale -> locale.toLowerCase(java.util.Locale.ROOT).replace("-", ""))
                .filter(locale -> locale.contains("utf8"))
                .isPresent();
    }
}
