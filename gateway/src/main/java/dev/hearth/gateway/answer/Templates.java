package dev.hearth.gateway.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The console's files, and the gaps in its pages. */
public final class Templates {
    private static final String FOLDER = "/dev/hearth/gateway/console/";
    private static final Pattern GAP = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    /** A page with its gaps filled; one that nothing is said about stays empty. */
    public String fill(String page, Map<String, String> values) {
        var text = new String(file(page), StandardCharsets.UTF_8);
        return GAP.matcher(text).replaceAll(gap -> value(gap, values));
    }

    /** A file of the console. */
    public byte[] file(String name) {
        return files.computeIfAbsent(name, Templates::read);
    }

    /** Whether there is a file that browsers may fetch. */
    public boolean has(String name) {
        return !name.endsWith(".html") && Templates.class.getResource(FOLDER + name) != null;
    }

    private static String value(MatchResult gap, Map<String, String> values) {
        return java.util.regex.Matcher.quoteReplacement(escape(values.getOrDefault(gap.group(1), "")));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static byte[] read(String name) {
        try (var stream = Templates.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no file " + name + " in the console");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
