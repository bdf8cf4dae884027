package dev.hearth.image;

import java.nio.file.Path;
import java.util.Set;

/**
 * A file or a folder with all below it that goes into a layer.
 *
 * @param source where it is now
 * @param target where it is in the image, without a leading slash
 * @param user the owner in the image, whoever owns the source
 * @param except paths in the image that are left out, with all below them
 */
record LayerContent(Path source, String target, int user, Set<String> except) {

    /** A path of an image's root file system, at the same path in the layer, owned by root. */
    static LayerContent ofRoot(Path root, String target) {
        return new LayerContent(root.resolve(target), target, 0, Set.of());
    }

    LayerContent ownedBy(int owner) {
        return new LayerContent(source, target, owner, except);
    }

    LayerContent without(String... paths) {
        return new LayerContent(source, target, user, Set.of(paths));
    }
}
