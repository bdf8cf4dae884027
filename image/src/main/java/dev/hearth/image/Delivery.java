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
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Brings a built image to where it is used. */
final class Delivery {

    private Delivery() {}

    static String push(BuiltImage image, String reference, Cache cache, Consumer<String> progress) {
        ImageReference target = References.parse(reference);
        progress.accept("Pushing " + target);
        JibContainer pushed = Jibs.run(
                cache,
                Jib.from(TarImage.at(image.archive())),
                Containerizer.to(Jibs.inRegistry(target)),
                "The image could not be pushed to " + target + ".");
        return pushed.getDigest().toString();
    }

    static void load(BuiltImage image, Consumer<String> progress) {
        String engine = Stream.of("docker", "podman")
                .filter(Delivery::isInstalled)
                .findFirst()
                .orElseThrow(() -> new ImageException("There is no Docker or Podman here to load the image into. Load"
                        + " the archive where one is: " + image.archive()));
        progress.accept("Loading " + image.reference() + " into " + engine);
        Command.of(engine, "load", "--input", image.archive().toString())
                .run("The image could not be loaded into " + engine + ".");
    }

    static void save(BuiltImage image, Path file, Consumer<String> progress) {
        progress.accept("Writing " + image.reference() + " to " + file);
        Path target = file.toAbsolutePath();
        Path fresh = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.copy(image.archive(), fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ImageException(
                    "The image could not be written to " + file + ": " + e.getMessage()
                            + ". Check that the folder exists and has 1.2 GB of room.",
                    e);
        }
    }

    private static boolean isInstalled(String engine) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, engine)));
    }
}
