package dev.hearth.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The images of a node that is gone, kept in the user's cache for the next node of its name: nothing that a start does
 * takes as long as to load them again.
 */
record KeptImages(NodeSettings settings, Layout layout) {

    private Path kept() {
        return settings.cache().resolve("images-of-" + settings.name());
    }

    private Path used() {
        return layout.data("containerd");
    }

    /** Gives a node that begins from nothing what the one before it had. */
    void give() {
        if (!Files.exists(used())) {
            move(kept(), used());
        }
    }

    /**
     * Leaves containerd with images only, if it runs. Its state is of use to another node only then: what it knew of
     * containers would be all wrong there.
     *
     * @return whether there is nothing else any more
     */
    boolean isolate() {
        new Services(layout).stop("kubelet");
        return Images.of(layout).removeContainers();
    }

    /** Keeps the images of a node that has ended. */
    void keep() {
        Home.delete(kept());
        move(used(), kept());
    }

    /** Nothing is lost but time where the two are on different disks. */
    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Home.delete(from);
        }
    }
}
