package dev.hearth.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes layers that depend on nothing but names and contents: entries are sorted, and times, owners and the finer
 * points of permissions are the same wherever and by whomever they are written.
 */
final class LayerTar {

    /** The time of every file in an image, as in the {@code SOURCE_DATE_EPOCH} specification: 1 January 2026. */
    static final long SOURCE_DATE_EPOCH = 1_767_225_600L;

    private LayerTar() {}

    static void write(Path tar, List<LayerContent> contents) throws IOException {
        var entries = new TreeMap<String, Entry>();
        for (LayerContent content : contents) {
            collect(content, entries);
        }
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(tar), 1 << 16);
                TarArchiveOutputStream out = new TarArchiveOutputStream(file, "UTF-8")) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            for (var entry : entries.entrySet()) {
                write(out, entry.getKey(), entry.getValue());
            }
        }
    }

    private record Entry(Path source, int user) {}

    private static void collect(LayerContent content, Map<String, Entry> entries) throws IOException {
        // Folders above are listed too: an unpacker would make them with whatever rights it likes.
        for (int slash = content.target().indexOf('/');
                slash > 0;
                slash = content.target().indexOf('/', slash + 1)) {
            entries.putIfAbsent(content.target().substring(0, slash) + "/", new Entry(Path.of("/"), 0));
        }
        Files.walkFileTree(content.source(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = name(folder);
                if (content.except().contains(name)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                entries.put(name + "/", new Entry(folder, content.user()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = name(file);
                if (!content.except().contains(name)) {
                    entries.put(name, new Entry(file, content.user()));
                }
                return FileVisitResult.CONTINUE;
            }

            private String name(Path path) {
                Path inside = content.source().relativize(path);
                return inside.toString().isEmpty() ? content.target() : content.target() + "/" + inside;
            }
        });
    }

    private static void write(TarArchiveOutputStream out, String name, Entry from) throws IOException {
        boolean link = Files.isSymbolicLink(from.source());
        TarArchiveEntry entry = link ? new TarArchiveEntry(name, TarConstants.LF_SYMLINK) : new TarArchiveEntry(name);
        entry.setIds(from.user(), from.user());
        entry.setLastModifiedTime(FileTime.from(Instant.ofEpochSecond(SOURCE_DATE_EPOCH)));
        if (link) {
            entry.setLinkName(Files.readSymbolicLink(from.source()).toString());
            entry.setMode(0777);
        } else if (name.endsWith("/")) {
            entry.setMode(0755);
        } else {
            entry.setMode(Files.isExecutable(from.source()) ? 0755 : 0644);
            entry.setSize(Files.size(from.source()));
        }
        out.putArchiveEntry(entry);
        if (Files.isRegularFile(from.source(), LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(from.source(), out);
        }
        out.closeArchiveEntry();
    }
}
