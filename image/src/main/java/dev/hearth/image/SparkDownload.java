package dev.hearth.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Fetches pyspark's source distribution, which has all of Spark's jars and scripts, through pip: whatever index, proxy
 * or certificate the machine is configured for is used, and nothing of the kind is known here.
 */
record SparkDownload(Cache cache, Consumer<String> progress) {

    /** The source distribution of the version; checked if a checksum is known or given, else as the index serves it. */
    CachedFile fetch(SparkImageSpec spec) {
        String version = spec.sparkVersion();
        Optional<String> sha256 = expected(spec);
        CachedFile file = cache.checkedFile(name(spec), progress, fresh -> download(version, sha256, fresh));
        if (sha256.filter(hash -> !hash.equals(file.sha256())).isPresent()) {
            throw new ImageException("The cache's " + file.path() + " is not what Spark " + version
                    + " should be: its checksum is " + file.sha256() + ", not " + sha256.get()
                    + ". Delete it and build again.");
        }
        return file;
    }

    Set<Program> needs(SparkImageSpec spec) {
        return cache.has(name(spec)) ? Set.of() : Set.of(Program.PYTHON, Program.PIP);
    }

    /** The checksum of what {@link #fetch} returns; empty if that is known only once it is fetched. */
    Optional<String> checksum(SparkImageSpec spec) {
        return expected(spec).or(() -> cache.checksum(name(spec)));
    }

    /** What to say of a distribution that only the package index vouches for. */
    List<String> warnings(SparkImageSpec spec) {
        if (expected(spec).isPresent()) {
            return List.of();
        }
        return List.of(
                "Spark %s is in the image as the package index served it; Hearth knows no checksum of it (but of %s)."
                                .formatted(spec.sparkVersion(), SparkRelease.known())
                        + " Compare this one with a source you trust, and give it from now on: --sha256 "
                        + checksum(spec).orElseThrow());
    }

    private static String name(SparkImageSpec spec) {
        return "pyspark-" + spec.sparkVersion()
                + expected(spec).map(hash -> "-" + hash.substring(0, 16)).orElse("") + ".tar.gz";
    }

    private static Optional<String> expected(SparkImageSpec spec) {
        String version = spec.sparkVersion();
        Optional<String> pinned = SparkRelease.of(version).map(SparkRelease::sha256);
        if (pinned.isPresent()
                && spec.sha256().isPresent()
                && !spec.sha256().get().equals(pinned.get())) {
            throw new ImageException("The checksum given for Spark %s is not the one that Hearth knows (%s). Leave"
                            .formatted(version, pinned.get())
                    + " --sha256 out, or find out why they differ.");
        }
        return spec.sha256().or(() -> pinned);
    }

    private void download(String version, Optional<String> sha256, Path target) throws IOException {
        progress.accept("Fetching Spark " + version + " from the Python package index (about 450 MB)");
        Path folder = Files.createDirectories(target.resolveSibling("download"));
        Path requirement = folder.resolve("requirement.txt");
        Files.writeString(
                requirement,
                "pyspark==" + version
                        + sha256.map(hash -> " --hash=sha256:" + hash).orElse("") + "\n");
        var words = new ArrayList<>(List.of("python3", "-m", "pip", "download", "--no-deps", "--no-cache-dir"));
        // Only source distributions exist. The machine's Python may be too old for Spark; the image's is what counts.
        words.addAll(List.of("--no-binary", "pyspark", "--ignore-requires-python", "--progress-bar", "off"));
        words.addAll(List.of("--requirement", requirement.toString(), "--dest", folder.toString()));
        new Command(words, Map.of())
                .run("Spark " + version + " could not be fetched. Check that there is such a release of pyspark and"
                        + " that pip reaches its package index.");
        try (var files = Files.newDirectoryStream(folder, "pyspark-*.tar.gz")) {
            Path file = files.iterator().next();
            verify(file, version, sha256);
            Files.move(file, target);
        }
    }

    /** Again, because pip checks hashes only if every part of its configuration lets it. */
    private static void verify(Path file, String version, Optional<String> expected) {
        String actual = Sha256.of(file);
        if (expected.filter(hash -> !hash.equals(actual)).isPresent()) {
            throw new ImageException("The package index served another pyspark " + version + " than expected: its"
                    + " checksum is " + actual + ", not " + expected.get() + ". Nothing was installed.");
        }
    }
}
