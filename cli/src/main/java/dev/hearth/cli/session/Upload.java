package dev.hearth.cli.session;

import dev.hearth.cli.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The local files of an application, on their way into its driver pod. */
final class Upload {
    private record Source(Path file, String alias) {}

    /** A file as it was when it was added; one that grows meanwhile, like a log, is sent as far as it went. */
    private record Part(Path file, String name, long size, FileTime modified, boolean executable) {}

    private final Map<Source, Part> parts = new LinkedHashMap<>();

    /** What Spark in the pod calls this application; an address stays as it is. */
    String addApplication(String application) {
        return LocalFile.isAddress(application) ? application : add(LocalFile.application(application));
    }

    /** What Spark in the pod calls these files, an element of one of its lists; an address stays as it is. */
    List<String> addElement(String element) {
        return LocalFile.isAddress(element)
                ? List.of(element)
                : LocalFile.element(element).stream().map(this::add).toList();
    }

    private String add(LocalFile file) {
        return parts.computeIfAbsent(new Source(file.path().toAbsolutePath(), file.name()), this::part)
                .name();
    }

    private Part part(Source source) {
        try {
            // A folder for each: two files of one name stay apart, and each keeps the name that Spark shows.
            return new Part(
                    source.file(),
                    parts.size() + "/" + source.alias(),
                    Files.size(source.file()),
                    Files.getLastModifiedTime(source.file()),
                    Files.isExecutable(source.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files as one archive. */
    void writeTo(OutputStream output) throws IOException {
        write(output, Upload::copy);
    }

    private interface Content {
        void write(Part part, OutputStream output) throws IOException;
    }

    private void write(OutputStream output, Content content) throws IOException {
        try (var tar = new TarArchiveOutputStream(output, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (var part : parts.values()) {
                var entry = new TarArchiveEntry(part.name());
                entry.setSize(part.size());
                entry.setModTime(part.modified());
                entry.setMode(part.executable() ? 0755 : 0644);
                tar.putArchiveEntry(entry);
                content.write(part, tar);
                tar.closeArchiveEntry();
            }
        }
    }

    private static void copy(Part part, OutputStream output) throws IOException {
        var buffer = new byte[64 * 1024];
        try (var input = Files.newInputStream(part.file())) {
            for (var left = part.size(); left > 0; ) {
                var length = input.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (length < 0) {
                    throw Problem.failed(part.file() + " became shorter while it was being uploaded")
                            .advise("run the command again when nobody writes to it");
                }
                output.write(buffer, 0, length);
                left -= length;
            }
        }
    }

    /** How many bytes the archive has, without reading a file or keeping a second copy of it. */
    long archiveSize() {
        var counted = new CountingStream(OutputStream.nullOutputStream(), _ -> {});
        var zeros = new byte[64 * 1024];
        try {
            write(counted, (part, output) -> {
                for (var left = part.size(); left > 0; left -= zeros.length) {
                    output.write(zeros, 0, (int) Math.min(zeros.length, left));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counted.count();
    }
}
