package dev.hearth.cli.install;

import dev.hearth.cli.kube.Place;
import dev.hearth.cli.kube.Platform;
import dev.hearth.cli.problem.Problem;
import dev.hearth.node.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Puts image archives on the nodes of a Kubernetes that takes them from this machine. */
public record ImageDelivery(Place place) {

    /** What is in an image. */
    public enum Content {
        SPARK("the Spark image", "hearth image build"),
        OPERATOR("the operator's image", "hearth image build --operator");

        private final String name;
        private final String build;

        Content(String name, String build) {
            this.name = name;
            this.build = build;
        }
    }

    /**
     * Whether the nodes have an image.
     *
     * @param reference full reference, for example {@code docker.io/hearth/spark:4.3.0}
     */
    public boolean has(KubernetesClient client, String reference) {
        if (place.platform() instanceof Platform.Embedded) {
            return Node.ofThisMachine().hasImage(reference);
        }
        return client.nodes().list().getItems().stream()
                .allMatch(node -> node.getStatus().getImages().stream()
                        // An image that has lost its name to a newer one is listed without any.
                        .flatMap(image -> Stream.ofNullable(image.getNames()))
                        .anyMatch(names -> names.contains(reference)));
    }

    /** Loads an archive; fails where images can only come from a registry. */
    public void load(Path archive) {
        switch (place.platform()) {
            case Platform.Embedded _ -> Node.ofThisMachine().importImage(archive);
            case Platform.Minikube(var profile) ->
                run(List.of("minikube", "--profile", profile, "image", "load", archive.toString()));
            case Platform.Kind(var name) ->
                run(List.of("kind", "load", "image-archive", archive.toString(), "--name", name));
            case Platform.Remote _ -> throw needsRegistry(Content.SPARK);
        }
    }

    /** Fails where an image cannot be put on the nodes directly. */
    public void requireLoadable(Content content) {
        if (!place.platform().takesArchives()) {
            throw needsRegistry(content);
        }
    }

    /** What to say where an image cannot be put on the nodes directly. */
    private Problem needsRegistry(Content content) {
        return Problem.failed(
                        content.name + " must come from a registry: nothing can be loaded straight onto the nodes of "
                                + place.description())
                .advise("build and push it with: " + content.build + " --to REGISTRY/NAME:TAG\n"
                        + "       and name it with: --image REGISTRY/NAME:TAG");
    }

    private static void run(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw Problem.failed("`" + String.join(" ", command) + "` failed: " + output.strip());
            }
        } catch (IOException e) {
            throw Problem.failed("the program " + command.getFirst() + " is needed to load images and is not installed")
                    .because(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.failed("interrupted");
        }
    }
}
