package dev.hearth.cli.session;

import dev.hearth.cli.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.StreamSupport;

/**
 * A file of this machine, as the command line names it: the words are those of spark-submit, {@code file#name} and
 * {@code folder/*.csv} included.
 *
 * @param name what it is called in the pod
 */
record LocalFile(Path path, String name) {
    private static final Pattern ADDRESS = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]+:.*", Pattern.DOTALL);
    private static final Pattern FILE_SCHEME = Pattern.compile("^file:(//)?");

    /** Spark takes these in a list of files for a pattern, an address or two files. */
    private static final Pattern UNSPEAKABLE = Pattern.compile("[,#?:\\[\\]{}\\\\\\p{Cntrl}]");

    /** The elements of a list; a comma in the name of a file that exists separates nothing. */
    static List<String> split(String list) {
        var elements = List.of(list.split(",", -1));
        var isOne = elements.size() > 1
                && Files.exists(path(withoutAlias(list)))
                && elements.stream().anyMatch(element -> !Files.exists(path(withoutAlias(element))));
        return isOne
                ? List.of(list)
                : elements.stream().filter(element -> !element.isEmpty()).toList();
    }

    /** Whether Spark, and not we, should find it. */
    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches() && !text.startsWith("file:") && !Files.exists(Path.of(text));
    }

    /** The application itself, whose name Spark takes as it is. */
    static LocalFile application(String text) {
        var path = path(text);
        requireFile(path);
        return new LocalFile(path, String.valueOf(path.getFileName()));
    }

    /** One element of --files, --py-files or --jars. */
    static List<LocalFile> element(String text) {
        var file = withoutAlias(text);
        if (!file.equals(text)) {
            // Renamed by us: on a cluster of its own kind Spark does not know such names.
            return List.of(nameable(path(file), text.substring(file.length() + 1)));
        }
        return matches(path(text)).stream()
                .map(path -> nameable(path, String.valueOf(path.getFileName())))
                .toList();
    }

    private static String withoutAlias(String text) {
        var mark = text.lastIndexOf('#');
        return mark < 0 || Files.exists(path(text)) ? text : text.substring(0, mark);
    }

    private static LocalFile nameable(Path path, String name) {
        requireFile(path);
        var fault = UNSPEAKABLE.matcher(name);
        if (name.isEmpty() || name.contains("/") || fault.find()) {
            throw Problem.usage("Spark cannot have a file named \"" + name + "\""
                            + (fault.reset().find() ? ": it reads something else in \"" + fault.group() + "\"" : ""))
                    .advise("give it another name in the job: " + path + "#NAME");
        }
        return new LocalFile(path, name);
    }

    private static void requireFile(Path path) {
        if (!Files.isRegularFile(path)) {
            throw Problem.failed(Files.isDirectory(path) ? path + " is a folder" : "there is no file " + path)
                    .advise(
                            Files.isDirectory(path)
                                    ? "name its files (" + path + "/*), or a zip of them"
                                    : "a file inside the image is written local:///path/in/the/image");
        }
    }

    private static List<Path> matches(Path pattern) {
        var folder = Optional.ofNullable(pattern.getParent()).orElse(Path.of(""));
        if (Files.exists(pattern) || !Files.isDirectory(folder)) {
            return List.of(pattern);
        }
        try (var found = Files.newDirectoryStream(folder, String.valueOf(pattern.getFileName()))) {
            var files = StreamSupport.stream(found.spliterator(), false)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            return files.isEmpty() ? List.of(pattern) : files;
        } catch (PatternSyntaxException e) {
            return List.of(pattern);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path path(String text) {
        return Path.of(FILE_SCHEME.matcher(text).replaceFirst(""));
    }
}
