package dev.hearth.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The built images of a cache: one archive per name, found again by what it was made from. */
record ImageStore(Cache cache) {

    /** The image of that name if it was made from exactly these inputs. */
    Optional<BuiltImage> find(String reference, String inputs) {
        Path archive = folder(reference, inputs).resolve("image.tar");
        Path digest = archive.resolveSibling("digest");
        if (!Files.exists(archive)) {
            return Optional.empty();
        }
        try {
            Pruning.markUsed(archive);
            return Optional.of(
                    new BuiltImage(reference, Files.readString(digest).strip(), archive));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    BuiltImage put(String reference, String inputs, List<Layer> layers, ImageConfig config) throws IOException {
        ImageArchive archive = new ImageArchive(reference, layers, config);
        Path folder = folder(reference, inputs);
        cache.file(cache.folder().relativize(folder.resolve("image.tar")).toString(), fresh -> {
            archive.write(fresh);
            // Before the archive appears: an archive without its digest would be made again.
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("digest"), archive.digest() + "\n");
        });
        removeOthers(folder);
        new Pruning(cache.folder(), Instant.now()).run();
        return find(reference, inputs).orElseThrow();
    }

    /** An archive is 1 GB, and nobody asks for the former one again. A reader that has it open may finish. */
    private void removeOthers(Path current) throws IOException {
        try (var siblings = Files.newDirectoryStream(current.getParent())) {
            for (Path sibling : siblings) {
                if (!sibling.equals(current)) {
                    Files.deleteIfExists(sibling.resolve("image.tar"));
                    Files.deleteIfExists(sibling.resolve("digest"));
                    Files.deleteIfExists(sibling);
                }
            }
        }
    }

    private Path folder(String reference, String inputs) {
        String name = reference.replaceAll("[^A-Za-z0-9.-]", "_");
        return cache.folder().resolve("images").resolve(name).resolve(inputs.substring(0, 16));
    }
}
