package dev.hearth.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The node's folder as something that is taken only when it is nobody else's, and of which only our part is deleted. */
record Home(Layout layout) {

    /** What a file system has in its root: a whole disk for the node is empty in spite of it. */
    private static final String LOST_AND_FOUND = "lost+found";

    private static final String MARK = """
            This folder belongs to Hearth's embedded node. 'hearth node down' deletes what the node put here.
            """;

    /** Tells whether a node has lived here; the first version left no mark, only its addresses. */
    boolean ours() {
        return Files.exists(layout.marker()) || Addresses.in(layout.addresses()).isPresent();
    }

    /** Makes the folder the node's own, or refuses because somebody else has files there. */
    void claim() {
        requireFree();
        mark();
        layout.create();
    }

    void requireFree() {
        if (!ours()) {
            refuse(list());
        }
    }

    /** Says that a node put here what lies here; only for who knows that, because a node runs from this folder. */
    void mark() {
        Layout.write(layout.marker(), MARK);
    }

    private void refuse(List<Path> foreign) {
        if (!foreign.isEmpty()) {
            throw new NodeException("The node's data folder " + layout.home() + " has files that no node made, such as "
                    + foreign.getFirst().getFileName()
                    + ". Set HEARTH_NODE_HOME to a folder that is empty or not there yet, or move the files away.");
        }
    }

    /** Deletes what a node made here, and the folder if that was everything; returns what stays. */
    List<Path> remove() {
        if (!ours()) {
            return list();
        }
        list().stream().filter(layout::made).forEach(Home::delete);
        // They tell that the folder is ours, so they go when nothing of ours is left to be deleted.
        if (list().stream().noneMatch(layout::made)) {
            delete(layout.addresses());
            delete(layout.marker());
        }
        // Fails for the root of a disk that is mounted here, which is the user's.
        Command.of("rmdir", "--ignore-fail-on-non-empty", layout.home().toString())
                .result();
        return list();
    }

    static void delete(Path file) {
        // The node's own mounts ended with it. Whatever is still mounted there is the user's and stays.
        Command.of("rm", "-rf", "--one-file-system", file.toString()).result();
    }

    private List<Path> list() {
        if (!Files.isDirectory(layout.home())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(layout.home())) {
            return files.filter(file -> !file.endsWith(LOST_AND_FOUND)).sorted().toList();
        } catch (IOException e) {
            throw new NodeException("Cannot read the node's data folder " + layout.home(), e);
        }
    }
}
