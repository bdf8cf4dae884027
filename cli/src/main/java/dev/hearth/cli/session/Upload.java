package dev.hearth.cli.session;

import dev.hearth.cli.problem.Problem;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The local files of an application, on their way into its driver pod. */
final class Upload {
    private static final Pattern ADDRESS = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]+:.*");
    private static final long PATIENCE_MINUTES = 30;

    private final Map<Path, String> names = new LinkedHashMap<>();

    /** What Spark in the pod calls this file; an address stays as it is. */
    String add(String file) {
        // Spark lets a file be renamed with file#name and reads several from a folder with a star.
        var mark = file.indexOf('#');
        var path = mark < 0 ? file : file.substring(0, mark);
        var alias = mark < 0 ? "" : file.substring(mark);
        if (ADDRESS.matcher(path).matches() && !path.startsWith("file:")) {
            return file;
        }
        return name(Path.of(path.replaceFirst("^file:(//)?", ""))) + alias;
    }

    private String name(Path file) {
        if (!Files.isRegularFile(file)) {
            throw Problem.failed(Files.isDirectory(file) ? file + " is a folder" : "there is no file " + file)
                    .advise("a file inside the image is written local:///path/in/the/image");
        }
        // A folder for each: two files of one name stay apart, and each keeps the name that Spark shows.
        return names.computeIfAbsent(file.toAbsolutePath(), path -> names.size() + "/" + path.getFileName());
    }

    /** The files as one archive. */
    void writeTo(OutputStream output) throws IOException {
        try (var tar = new TarArchiveOutputStream(output, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (var file : names.entrySet()) {
                var entry = new TarArchiveEntry(file.getValue());
                entry.setSize(Files.size(file.getKey()));
                entry.setModTime(Files.getLastModifiedTime(file.getKey()));
                entry.setMode(Files.isExecutable(file.getKey()) ? 0755 : 0644);
                tar.putArchiveEntry(entry);
                Files.copy(file.getKey(), tar);
                tar.closeArchiveEntry();
            }
        }
    }

    /** Sends the files; the process in the container starts when all of them are there. */
    void send(ContainerResource container) {
        try {
            var archive = Files.createTempFile("hearth-upload-", ".tar");
            try {
                try (var output = Files.newOutputStream(archive)) {
                    writeTo(output);
                }
                send(container, archive);
            } finally {
                Files.delete(archive);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(ContainerResource container, Path archive) throws IOException {
        var errors = new ByteArrayOutputStream();
        var command = Scripts.command("upload.sh", List.of(String.valueOf(Files.size(archive))));
        try (var exec = container
                .redirectingInput()
                .writingOutput(OutputStream.nullOutputStream())
                .writingError(errors)
                .exec(command.toArray(String[]::new))) {
            Files.copy(archive, exec.getInput());
            exec.getInput().flush();
            var code = exec.exitCode().get(PATIENCE_MINUTES, TimeUnit.MINUTES);
            if (code != 0) {
                throw failed(errors.toString(StandardCharsets.UTF_8).strip());
            }
        } catch (ExecutionException | TimeoutException e) {
            throw failed(String.valueOf(e.getMessage())).because(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("interrupted");
        }
    }

    private static Problem failed(String why) {
        return Problem.failed("the application could not be uploaded: " + why);
    }
}
