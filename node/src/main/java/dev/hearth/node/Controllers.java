package dev.hearth.node;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The controllers that a cgroup of the unified hierarchy hands to its children, and their return to what they were.
 *
 * @param memory the record of what was changed outside of the node's own cgroup; a reboot takes both away
 * @param kernel takes what is written to a cgroup's files
 */
record Controllers(Path memory, Kernel kernel) {

    private static final String HANDED_DOWN = "cgroup.subtree_control";

    private static final String PROCESSES = "cgroup.procs";

    /** The name that docker-in-docker gave to such a cgroup. */
    private static final String REFUGE = "init";

    /** Takes what is written to a file, or refuses it. */
    interface Kernel {
        void write(Path file, String text) throws IOException;
    }

    static Controllers ofThisMachine() {
        return new Controllers(Sandbox.RUN.resolve("cgroup-controllers"), Files::writeString);
    }

    /** Enables all controllers in a cgroup that the node removes in the end. */
    void enable(Path group) {
        missing(group).forEach(controller -> enabled(group, controller));
    }

    /** Enables all controllers in a cgroup that is there without the node; what the kernel refuses it may not need. */
    void enableForNow(Path group) {
        for (var controller : missing(group)) {
            if (enabled(group, controller)) {
                remember(group + " " + controller);
            }
        }
    }

    /** Takes back what no other cgroup has come to rely on since. */
    void restore() {
        if (!Files.exists(memory)) {
            return;
        }
        var changes =
                Layout.read(memory).lines().map(line -> line.split(" ", 2)).toList();
        changes.stream()
                .filter(change -> !change[1].equals(REFUGE))
                .forEach(change -> written(Path.of(change[0], HANDED_DOWN), "-" + change[1]));
        changes.stream().filter(change -> change[1].equals(REFUGE)).forEach(change -> dissolve(Path.of(change[0])));
        Command.of("rm", "-f", memory.toString()).output();
    }

    private static List<String> missing(Path group) {
        var missing = new ArrayList<>(words(group.resolve("cgroup.controllers")));
        missing.removeAll(words(group.resolve(HANDED_DOWN)));
        return missing;
    }

    private boolean enabled(Path group, String controller) {
        return written(group.resolve(HANDED_DOWN), "+" + controller)
                || (evacuated(group) && written(group.resolve(HANDED_DOWN), "+" + controller));
    }

    /**
     * Moves the processes of a cgroup to a child if they make the kernel say that it is busy: only the true root, which
     * the root that a container sees is not, may have both processes and controllers for its children. The kernel's
     * words cannot be asked, for they are in the user's language.
     */
    private boolean evacuated(Path group) {
        var trueRoot = !Files.exists(group.resolve("cgroup.type"));
        if (trueRoot || words(group.resolve(PROCESSES)).isEmpty()) {
            return false;
        }
        var refuge = group.resolve(REFUGE);
        try {
            Files.createDirectory(refuge);
            remember(group + " " + REFUGE);
        } catch (FileAlreadyExistsException e) {
            // Somebody else's, with the processes that came since.
        } catch (IOException e) {
            return false;
        }
        move(group, refuge);
        return true;
    }

    private void dissolve(Path group) {
        move(group.resolve(REFUGE), group);
        Command.of("rmdir", group.resolve(REFUGE).toString()).result();
    }

    /** A process that ends or begins meanwhile is nobody's fault. */
    private void move(Path from, Path to) {
        words(from.resolve(PROCESSES)).forEach(process -> written(to.resolve(PROCESSES), process));
    }

    private boolean written(Path file, String text) {
        try {
            kernel.write(file, text);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void remember(String change) {
        var before = Files.exists(memory) ? Layout.read(memory) : "";
        Layout.write(memory, before + change + "\n");
    }

    private static List<String> words(Path file) {
        return Files.exists(file)
                ? Stream.of(Layout.read(file).split("\\s+", -1))
                        .filter(word -> !word.isEmpty())
                        .toList()
                : List.of();
    }
}
