package dev.hearth.node;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A name of an image on a node, and what it stands for there.
 *
 * @param reference for example {@code docker.io/hearth/spark:4.3.0}
 * @param digest of its manifest, or of the index of its manifests
 */
record Image(String reference, String digest) {

    /** Reads what {@code ctr images list} prints. */
    static List<Image> list(String listing) {
        return listing.lines()
                .skip(1)
                .map(line -> line.split("\\s+", -1))
                .filter(words -> words.length > 2)
                .map(words -> new Image(words[0], words[2]))
                .toList();
    }

    /** Of what {@code ctr images list} prints, returns what came from an archive. */
    static List<Image> loaded(String listing) {
        var all = list(listing);
        // A pull leaves a name with the digest too, and other nodes can pull for themselves.
        var pulled = all.stream()
                .filter(image -> image.reference.contains("@"))
                .map(Image::digest)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(image -> !pulled.contains(image.digest))
                // Kubernetes' own name for each.
                .filter(image -> !image.reference.startsWith("sha256:"))
                .toList();
    }

    @Override
    public String toString() {
        return reference;
    }
}
