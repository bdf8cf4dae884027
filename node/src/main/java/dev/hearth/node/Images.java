package dev.hearth.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The container images on a node. */
record Images(Layout layout, String snapshotter) {

    static Images of(Layout layout) {
        return new Images(layout, snapshotter(layout));
    }

    /** An overlay cannot lie on another overlay, which is what the disk of a container is. */
    private static String snapshotter(Layout layout) {
        try {
            return Files.getFileStore(layout.home()).type().equals("overlay") ? "native" : "overlayfs";
        } catch (IOException e) {
            throw new NodeException("Cannot read the file system of " + layout.home(), e);
        }
    }

    void awaitRuntime() {
        Await.until(
                Duration.ofSeconds(30),
                () -> ctr("version").succeeds(),
                () -> "containerd does not answer; see " + layout.log("containerd"));
    }

    boolean contains(String reference) {
        return !ctr("images", "list", "--quiet", "name==" + reference).output().isBlank();
    }

    void load(Path archive) {
        if (!Files.isReadable(archive)) {
            throw new NodeException("There is no image archive " + archive + ".");
        }
        ctr(
                        "images",
                        "import",
                        "--snapshotter",
                        snapshotter,
                        archive.toAbsolutePath().toString())
                .output();
    }

    /** Returns the images that a user has put here and that the other node does not have, or not the same. */
    List<Image> missingFrom(Images other) {
        var there = Image.list(other.list());
        return Image.loaded(list()).stream()
                .filter(image -> !there.contains(image))
                .toList();
    }

    /** Gives an image to another node, by way of its disk. */
    void copy(Image image, Images target) {
        var archive = target.layout.data("image-" + image.digest().replace(':', '-') + ".tar");
        try {
            ctr("images", "export", archive.toString(), image.reference()).output();
            target.load(archive);
        } finally {
            Home.delete(archive);
        }
    }

    private String list() {
        return ctr("images", "list").output();
    }

    /** Ends and forgets every container; tells whether none is left, which it cannot if containerd does not answer. */
    boolean removeContainers() {
        remove("tasks", "--force");
        remove("containers");
        var left = ctr("containers", "list", "--quiet").result();
        return left.succeeded() && left.output().isBlank();
    }

    private void remove(String kind, String... options) {
        var line = new ArrayList<>(List.of(kind, "remove"));
        line.addAll(List.of(options));
        var ids = ctr(kind, "list", "--quiet").result();
        if (ids.succeeded() && !ids.output().isBlank()) {
            line.addAll(ids.output().lines().toList());
            ctr(line.toArray(String[]::new)).result();
        }
    }

    private Command ctr(String... arguments) {
        var line = new ArrayList<>(
                List.of("ctr", "--address", layout.containerdSocket().toString(), "--namespace", "k8s.io"));
        line.addAll(List.of(arguments));
        return Command.of(line);
    }
}
