package dev.hearth.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image in one file of the cache, which {@code docker load}, {@code ctr images import},
 * {@code kind load image-archive} and {@code minikube image load} take: it is an OCI image layout and a Docker archive.
 *
 * @param reference the full name that the image has in the archive
 * @param digest the digest of the manifest in the archive; a registry, which gets packed layers, says another one
 * @param archive the file, which belongs to the cache and must not be changed
 * @param warnings sentences for the user that should outlast the progress of the build
 */
public record BuiltImage(String reference, String digest, Path archive, List<String> warnings) {

    public BuiltImage {
        warnings = List.copyOf(warnings);
    }

    BuiltImage(String reference, String digest, Path archive) {
        this(reference, digest, archive, List.of());
    }

    BuiltImage with(List<String> moreWarnings) {
        var all = new ArrayList<>(warnings);
        all.addAll(moreWarnings);
        return new BuiltImage(reference, digest, archive, all);
    }
}
