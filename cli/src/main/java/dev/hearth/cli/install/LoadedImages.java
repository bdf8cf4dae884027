package dev.hearth.cli.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * Which of our images were loaded onto the embedded node, by name and digest. Kept among the node's
 * notes about its images, so that it stays with them.
 */
record LoadedImages(Path file) {

    static LoadedImages in(Path notes) {
        return new LoadedImages(notes.resolve("loaded-images.properties"));
    }

    Optional<String> digest(String reference) {
        return Optional.ofNullable(read().getProperty(reference));
    }

    void remember(String reference, String digest) {
        var images = read();
        images.setProperty(reference, digest);
        try {
            Files.createDirectories(file.getParent());
            try (var writer = Files.newBufferedWriter(file)) {
                images.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Properties read() {
        var images = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            images.load(reader);
        } catch (NoSuchFileException e) {
            return images;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return images;
    }
}
