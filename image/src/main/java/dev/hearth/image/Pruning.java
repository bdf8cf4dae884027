package dev.hearth.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Removes from a cache what nothing has used for a month: old bases, distributions and images are 0.3 to 1 GB each. */
record Pruning(Path cache, Instant now) {

    private static final Duration KEPT = Duration.ofDays(30);

    /** Files keep the time of their last use as that of their last change, which nothing else needs. */
    static void markUsed(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }

    void run() throws IOException {
        for (Path file : matching(cache, "{base,classes,java,pyspark}-*.{tar,tar.gz}")) {
            if (isUnused(file)) {
                Files.delete(file);
                Files.deleteIfExists(Cache.note(file));
            }
        }
        for (Path folder : matching(cache, "jib-*")) {
            if (isUnused(folder)) {
                Cache.remove(folder);
            }
        }
        for (Path name : matching(cache.resolve("images"), "*")) {
            for (Path folder : matching(name, "*")) {
                Path archive = folder.resolve("image.tar");
                if (Files.exists(archive) && isUnused(archive)) {
                    Cache.remove(folder);
                }
            }
        }
    }

    private boolean isUnused(Path path) throws IOException {
        return Files.getLastModifiedTime(path).toInstant().isBefore(now.minus(KEPT));
    }

    private static List<Path> matching(Path folder, String pattern) throws IOException {
        var found = new ArrayList<Path>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, pattern)) {
                files.forEach(found::add);
            }
        }
        return found;
    }
}
