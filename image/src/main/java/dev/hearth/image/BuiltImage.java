package dev.hearth.image;

import java.nio.file.Path;

/**
 * An image in one file of the cache, which {@code docker load}, {@code ctr images import},
 * {@code kind load image-archive} and {@code minikube image load} take: it is an OCI image layout and a Docker archive.
 *
 * @param reference the full name that the image has in the archive
 * @param digest the digest of the manifest in the archive; a registry, which gets packed layers, says another one
 * @param archive the file, which belongs to the cache and must not be changed
 */
public record BuiltImage(String reference, String digest, Path archive) {}
