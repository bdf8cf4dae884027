package dev.hearth.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The scripts that are resources of this package: some build an image from inside, some go into it. */
final class Scripts {

    /** Scripts that decide what the class-data archive holds. */
    static final List<String> TRAINING = List.of("train", "training-job.py", "training-shell.py");

    private static final List<String> ALL = List.of(
            "compile-python",
            "install-spark",
            "java",
            "spark-class",
            "train",
            "training-job.py",
            "training-shell.py",
            "unsign");

    private Scripts() {}

    static String digest(List<String> names) {
        return Sha256.ofInputs(names.stream().map(Scripts::text).toArray());
    }

    static String digest() {
        return digest(ALL);
    }

    static void copyTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : ALL) {
            Path script = folder.resolve(name);
            Files.writeString(script, text(name));
            if (!script.toFile().setExecutable(true, false)) {
                throw new IOException("Cannot make " + script + " executable");
            }
        }
    }

    static String text(String name) {
        try (InputStream in = Scripts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("No script " + name + " in hearth-image");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
