package dev.hearth.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.util.regex.Pattern;

/** Names of images, spelled out the way that container runtimes store them. */
final class References {

    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.\\d{1,3}){3})(:\\d+)?");

    private References() {}

    /** The name with its registry and tag: {@code hearth/spark} becomes {@code docker.io/hearth/spark:latest}. */
    static String full(String reference) {
        ImageReference parsed = parse(reference);
        if (parsed.getDigest().isPresent()) {
            throw new ImageException("An image that is yet to be built cannot be named by a digest: " + reference
                    + ". Name it like hearth/spark:4.3.0.");
        }
        // Jib knows Docker's registry by its host, container runtimes by its short name.
        String registry = parsed.getRegistry().equals("registry-1.docker.io") ? "docker.io" : parsed.getRegistry();
        return registry + "/" + parsed.getRepository() + ":" + parsed.getTag().orElse("latest");
    }

    /**
     * Whether the registry is on this machine. As with Docker, only such a one may speak plain HTTP: nobody can listen.
     */
    static boolean isOnLoopback(ImageReference reference) {
        return LOOPBACK.matcher(reference.getRegistry()).matches();
    }

    static ImageReference parse(String reference) {
        try {
            return ImageReference.parse(reference);
        } catch (InvalidImageReferenceException e) {
            throw new ImageException(
                    "'" + reference + "' does not name an image. A name looks like hearth/spark:4.3.0 or"
                            + " registry.example.org/team/spark:4.3.0.",
                    e);
        }
    }
}
