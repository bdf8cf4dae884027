package dev.hearth.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a node leaves in /run while it runs.
 *
 * @param process the first process in its namespaces
 * @param home the folder that it was started from, if it is told
 */
record RunRecord(ProcessIdentity process, Optional<Path> home) {

    private static final Pattern TEXT = Pattern.compile("(\\d+) (\\S+)(?: (\\S+))?\\s*");

    /** Returns what a file says; nothing for a file that only root may read, or that a power cut left empty. */
    static Optional<RunRecord> read(Path file) {
        return Files.isReadable(file) ? parse(Layout.read(file)) : Optional.empty();
    }

    private static Optional<RunRecord> parse(String text) {
        var words = TEXT.matcher(text);
        if (!words.matches()) {
            return Optional.empty();
        }
        var process = new ProcessIdentity(Long.parseLong(words.group(1)), words.group(2));
        var home = Optional.ofNullable(words.group(3)).map(Path::of).or(() -> supervised(process));
        return Optional.of(new RunRecord(process, home));
    }

    /** The first version told the home to its supervisor only. */
    private static Optional<Path> supervised(ProcessIdentity process) {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().arguments())
                .flatMap(arguments -> Stream.of(arguments).reduce((_, last) -> last))
                .filter(last -> last.endsWith("/services"))
                .map(services -> Path.of(services).getParent());
    }

    void write(Path file) {
        Layout.write(
                file,
                process.pid() + " " + process.started()
                        + home.map(folder -> " " + folder).orElse("") + "\n");
    }

    boolean alive() {
        return process.alive();
    }
}
