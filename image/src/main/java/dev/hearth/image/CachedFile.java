package dev.hearth.image;

import java.nio.file.Path;

/**
 * A file of the cache that was found to be what it was when it was made.
 *
 * @param sha256 the checksum of its content
 */
record CachedFile(Path path, String sha256) {}
