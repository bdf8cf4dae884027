package dev.hearth.cli.install;

import dev.hearth.cli.kube.Place;
import dev.hearth.cli.kube.Platform;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import dev.hearth.image.BuiltImage;
import dev.hearth.node.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Puts image archives on the nodes of a Kubernetes that takes them from this machine. */
public record ImageDelivery(Place place, Programs programs) {
    private static final String REGISTRY = "docker.io/";

    /** What is in an image. */
    public enum Content {
        SPARK("the Spark image", "image build"),
        OPERATOR("the operator's image", "image build --operator");

        private final String name;
        private final String build;

        Content(String name, String build) {
            this.name = name;
            this.build = build;
        }
    }

    public ImageDelivery(Place place) {
        this(place, Programs.ofThisMachine());
    }

    /**
     * Whether the nodes are known to have an image. Beside the embedded one, a node names no more than its 50 largest
     * images, so that one which is not named may be there too.
     *
     * @param reference full reference, for example {@code docker.io/hearth/spark:4.3.0}
     */
    public boolean has(KubernetesClient client, String reference) {
        if (place.platform() instanceof Platform.Embedded) {
            return Node.ofThisMachine().hasImage(reference);
        }
        // Docker as a node's runtime leaves the name of its own registry out.
        var spellings = List.of(reference, reference.replaceFirst("^" + REGISTRY, ""));
        return client.nodes().list().getItems().stream()
                .allMatch(node -> node.getStatus().getImages().stream()
                        // An image that has lost its name to a newer one is listed without any.
                        .flatMap(image -> Stream.ofNullable(image.getNames()))
                        .anyMatch(names -> !Collections.disjoint(names, spellings)));
    }

    /** Whether exactly this image was loaded onto the embedded node and is there still. */
    public boolean loaded(BuiltImage image) {
        if (!(place.platform() instanceof Platform.Embedded)) {
            return false;
        }
        var node = Node.ofThisMachine();
        return LoadedImages.in(node.imageNotes())
                        .digest(image.reference())
                        .filter(image.digest()::equals)
                        .isPresent()
                && node.hasImage(image.reference());
    }

    /** Loads an image; fails where images can only come from a registry. */
    public void load(Content content, BuiltImage image) {
        var archive = image.archive();
        switch (place.platform()) {
            case Platform.Embedded _ -> {
                var node = Node.ofThisMachine();
                node.importImage(archive);
                LoadedImages.in(node.imageNotes()).remember(image.reference(), image.digest());
            }
            case Platform.Minikube(var profile) ->
                run(
                        List.of("minikube", "--profile", profile, "image", "load", archive.toString()),
                        "docker exec -i " + profile + " docker load < " + archive);
            case Platform.Kind(var name) ->
                run(
                        List.of("kind", "load", "image-archive", archive.toString(), "--name", name),
                        "docker exec -i " + name + "-control-plane ctr --namespace k8s.io images import - < "
                                + archive);
            case Platform.Remote _ -> throw needsRegistry(content);
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
                .advise("build and push it with: " + Program.call(content.build + " --to REGISTRY/NAME:TAG\n")
                        + "       and name it with: --image REGISTRY/NAME:TAG");
    }

    private void run(List<String> command, String byHand) {
        var program = command.getFirst();
        var file = programs.find(program)
                .orElseThrow(() -> Problem.failed("the program " + program + ", which loads images onto "
                                + place.description() + ", is not on your path")
                        .advise("install it, or load the image by hand, for example: " + byHand));
        var line = new ArrayList<>(command);
        line.set(0, file.toString());
        try {
            var process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw failed(command, output.strip(), byHand);
            }
        } catch (IOException e) {
            throw failed(command, String.valueOf(e.getMessage()), byHand).because(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.failed("interrupted");
        }
    }

    private static Problem failed(List<String> command, String why, String byHand) {
        return Problem.failed("`" + String.join(" ", command) + "` failed: " + why)
                .advise("repeat it by itself to see more, or load the image by hand, for example: " + byHand);
    }
}
