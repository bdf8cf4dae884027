package dev.hearth.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/** Brings a built image to where it is used. */
final class Delivery {

    private Delivery() {}

    static String push(BuiltImage image, String reference, Cache cache, Consumer<String> progress) {
        ImageReference target = References.parse(reference);
        progress.accept("Pushing " + target);
        JibContainer pushed = Jibs.run(
                cache,
                Jib.from(TarImage.at(image.archive())),
                Containerizer.to(Jibs.inRegistry(target)).setAllowInsecureRegistries(References.isOnLoopback(target)),
                "The image could not be pushed to " + target + ".");
        return pushed.getDigest().toString();
    }

    static void save(BuiltImage image, Path file, Consumer<String> progress) {
        progress.accept("Writing " + image.reference() + " to " + file);
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try (var fresh = CleanUp.of(() -> part, Files::deleteIfExists)) {
            Files.copy(image.archive(), fresh.subject(), StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh.subject(), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ImageException(
                    "The image could not be written to " + file + ": " + e.getMessage()
                            + ". Check that the folder exists and has 1.2 GB of room.",
                    e);
        }
    }
}
