/**
 * Builds Hearth's container images without a container engine: the one that Spark runs in and the operator's own.
 * {@link dev.hearth.image.ImageBuilder} is the way in; scripts that go into the images are resources of this package.
 */
@NullMarked
package dev.hearth.image;

import org.jspecify.annotations.NullMarked;
