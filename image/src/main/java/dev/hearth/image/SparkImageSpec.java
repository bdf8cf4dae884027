package dev.hearth.image;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Spark image to build.
 *
 * @param sparkVersion a version of Spark such as {@code 4.3.0}
 * @param sha256 the checksum of pyspark's source distribution; only needed for a version that Hearth does not know, and
 *     without it such a version is trusted as the package index serves it
 * @param base a reference, or the path of an image archive, of an image with Java 17 or newer, Python 3, bash and tar; without
 *     one the base is made of Debian's packages
 * @param reference the name of the image
 */
public record SparkImageSpec(String sparkVersion, Optional<String> sha256, Optional<String> base, String reference) {

    /** The version that is built unless the user asks for another. */
    public static final String DEFAULT_VERSION = SparkRelease.NEWEST.version();

    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+(\\.?(dev|rc)\\d+)?");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public SparkImageSpec {
        if (!VERSION.matcher(sparkVersion).matches()) {
            throw new ImageException("'%s' is not a version of Spark; one looks like %s. Known: %s."
                    .formatted(sparkVersion, DEFAULT_VERSION, SparkRelease.known()));
        }
        if (sha256.filter(hash -> !SHA256.matcher(hash).matches()).isPresent()) {
            throw new ImageException("The checksum must be 64 hexadecimal digits in lower case: the SHA-256 of"
                    + " pyspark's source distribution, as the package index shows it.");
        }
        reference = References.full(reference);
    }

    /** The default image: {@code hearth/spark} with the version as its tag, on the Debian base. */
    public static SparkImageSpec of(String sparkVersion) {
        return new SparkImageSpec(sparkVersion, Optional.empty(), Optional.empty(), "hearth/spark:" + sparkVersion);
    }
}
