package dev.hearth.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Runs Jib, which speaks to registries, with its failures in the user's words. */
final class Jibs {

    private Jibs() {}

    /** An image in a registry, with the credentials that `docker login` or a credential helper keeps for it. */
    static RegistryImage inRegistry(ImageReference reference) {
        try {
            CredentialRetrieverFactory credentials = CredentialRetrieverFactory.forImage(reference, event -> {});
            return RegistryImage.named(reference)
                    .addCredentialRetriever(credentials.dockerConfig())
                    .addCredentialRetriever(credentials.wellKnownCredentialHelpers())
                    .addCredentialRetriever(credentials.googleApplicationDefaultCredentials());
        } catch (RuntimeException e) {
            throw new ImageException("The credentials for " + reference + " cannot be read: " + e.getMessage(), e);
        }
    }

    static JibContainer run(Cache cache, JibContainerBuilder image, Containerizer target, String failure) {
        Path layers = cache.folder().resolve("jib-layers");
        Path base = cache.folder().resolve("jib-base");
        try {
            for (Path folder : List.of(layers, base)) {
                Pruning.markUsed(Files.createDirectories(folder));
            }
            return image.containerize(target.setToolName("hearth")
                    .setApplicationLayersCache(layers)
                    .setBaseImageLayersCache(base));
        } catch (RegistryException | ExecutionException | IOException | CacheDirectoryCreationException e) {
            throw new ImageException(failure + " " + reason(e) + " Check the name, the network and `docker login`.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException(failure + " It was interrupted.", e);
        }
    }

    private static String reason(Exception e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() + "." : cause.getMessage();
    }
}
