package dev.hearth.image;

import java.nio.file.Path;

/**
 * One layer of an image: an unpacked tar in the cache. Archives hold layers unpacked, which import faster and whose
 * digests do not depend on a compressor; a push packs them.
 *
 * @param tar the file
 * @param digest its checksum, without the algorithm
 * @param description what made it, for the history of the image
 */
record Layer(Path tar, String digest, String description) {

    static Layer of(CachedFile tar, String description) {
        return new Layer(tar.path(), tar.sha256(), description);
    }

    static Layer of(Path tar, String description) {
        return new Layer(tar, Sha256.of(tar), description);
    }
}
