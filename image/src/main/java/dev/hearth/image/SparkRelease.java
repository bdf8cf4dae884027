package dev.hearth.image;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A release of Spark whose source distribution on the Python package index is pinned by checksum.
 *
 * @param version the version of Spark and of pyspark
 * @param sha256 the checksum of {@code pyspark-<version>.tar.gz}
 */
record SparkRelease(String version, String sha256) {

    static final SparkRelease NEWEST =
            new SparkRelease("4.3.0", "e8c517948eff7088a7aa07449aa8eafa4a15a8d50319de2525a6fd26622476c6");

    private static final List<SparkRelease> PINNED = List.of(
            NEWEST,
            new SparkRelease("4.2.1", "d79b7c8ee41e66a9202fe6f600ca90b931ca571ae9dbdf31c58d2672e5102da0"),
            new SparkRelease("4.1.4", "bcbd5e18690cf79d438e97210ad06fb8d451a251bb77becc2b0418868d2acd73"),
            new SparkRelease("4.0.5", "a0d44b0e7faf0458ad83b7aa664e7ed8b96beed8a55d66ce3b0dfac2309dfca6"),
            new SparkRelease("3.5.9", "ea27adc39ddac9413b8951e45aa748cbed6c785971b81386efc41938f6243d93"));

    static Optional<SparkRelease> of(String version) {
        return PINNED.stream()
                .filter(release -> release.version().equals(version))
                .findFirst();
    }

    static String known() {
        return PINNED.stream().map(SparkRelease::version).collect(Collectors.joining(", "));
    }
}
