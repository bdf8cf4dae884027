package dev.hearth.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What an image is built on.
 *
 * @param layers from the lowest to the highest
 * @param environment the variables that it sets
 * @param labels what images built on it say about it
 */
record Base(List<Layer> layers, Map<String, String> environment, Map<String, String> labels) {

    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    String digest() {
        return digest(layers.stream().map(Layer::digest).toList());
    }

    static String digest(List<String> layers) {
        return Sha256.ofInputs(layers.toArray());
    }

    /** Where programs are searched. */
    String path() {
        return environment.getOrDefault("PATH", ImageConfig.DEFAULT_PATH);
    }

    /** Makes the root file system that a container of this image would see. */
    void unpack(Path root) throws IOException {
        Files.createDirectories(root);
        for (Layer layer : layers) {
            removeWhatIsHidden(layer, root);
            // Device files need rights that only root has, and no image needs them.
            Command.of(
                            "tar",
                            "--extract",
                            "--file",
                            layer.tar().toString(),
                            "--directory",
                            root.toString(),
                            "--numeric-owner",
                            "--exclude=" + WHITEOUT + "*",
                            "--exclude=dev/*",
                            "--exclude=./dev/*")
                    .run("The layer " + layer.tar() + " of the base image cannot be unpacked.");
        }
        for (String folder : List.of("dev", "proc", "tmp", "etc")) {
            Files.createDirectories(root.resolve(folder));
        }
    }

    /** Does what the OCI image specification says of whiteouts, files that hide others in the layers below. */
    private static void removeWhatIsHidden(Layer layer, Path root) throws IOException {
        var hidden = new ArrayList<String>();
        try (InputStream file = Files.newInputStream(layer.tar());
                TarArchiveInputStream tar = new TarArchiveInputStream(file)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = Path.of(entry.getName());
                String name = String.valueOf(path.getFileName());
                Path folder = root.resolve(path).normalize().getParent();
                if (!name.startsWith(WHITEOUT) || folder == null || !folder.startsWith(root)) {
                    continue;
                }
                if (name.equals(OPAQUE)) {
                    try (var children = Files.newDirectoryStream(folder)) {
                        children.forEach(child -> hidden.add(child.toString()));
                    }
                } else {
                    hidden.add(folder.resolve(name.substring(WHITEOUT.length())).toString());
                }
            }
        }
        if (!hidden.isEmpty()) {
            var words = new ArrayList<>(List.of("rm", "-rf", "--one-file-system", "--"));
            words.addAll(hidden);
            new Command(words, Map.of()).run("The base image cannot be unpacked.");
        }
    }
}
