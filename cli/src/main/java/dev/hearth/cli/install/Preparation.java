package dev.hearth.cli.install;

import dev.hearth.api.SparkClusterSpec;
import dev.hearth.cli.cluster.ClusterView;
import dev.hearth.cli.kube.Place;
import dev.hearth.cli.kube.Platform;
import dev.hearth.cli.problem.Explanation;
import dev.hearth.cli.problem.Patience;
import dev.hearth.cli.problem.Program;
import dev.hearth.cli.terminal.Console;
import dev.hearth.image.BuiltImage;
import dev.hearth.image.ImageException;
import dev.hearth.node.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;

/**
 * Sees to it that a Kubernetes has the operator and the image that a cluster needs.
 *
 * @param install whether missing packages are installed without asking
 */
public record Preparation(KubernetesClient client, Place place, Console console, boolean install) {
    private static final String REGISTRY = "docker.io/";
    private static final String OWN_SPARK = "hearth/spark:";

    /** Fails where nothing can be said about clusters, because they are unknown. */
    public void requireDefinition() {
        if (!new OperatorSetup(client, place).knowsClusters()) {
            throw Explanation.missingDefinition();
        }
    }

    /** On the embedded node the operator is part of the deal; anywhere else a person decides to install it. */
    public void ensureOperator(Duration timeout) {
        if (!(place.platform() instanceof Platform.Embedded)) {
            requireDefinition();
            return;
        }
        var setup = new OperatorSetup(client, place);
        var found = setup.deployment();
        if (!setup.knowsClusters() || found.filter(OperatorSetup::isCurrent).isEmpty()) {
            // An update keeps what somebody has chosen for the installation, such as the namespaces.
            installOperator(
                    found.map(operator -> OperatorSetup.Wish.of(
                                    operator,
                                    new GatewaySetup(client)
                                            .options()
                                            .orElse(OperatorSetup.Wish.OF_ONE_NODE.gateway())))
                            .orElse(OperatorSetup.Wish.OF_ONE_NODE),
                    timeout);
        } else if (!OperatorSetup.isAvailable(found.get())) {
            awaitOperator(timeout);
        }
    }

    /** Installs the operator and the gateway, from an image in a registry or our own, and waits until the operator works. */
    public void installOperator(OperatorSetup.Wish wish, Duration timeout) {
        applyOperator(wish);
        awaitOperator(timeout);
    }

    /** Waits until an operator that has been installed works. */
    public void awaitOperator(Duration timeout) {
        try (var step = console.step("Waiting for the operator")) {
            new OperatorSetup(client, place).await(Patience.of(timeout), step);
            step.done("The operator runs");
        }
    }

    /** Waits until the gateway that has been installed answers. */
    public void awaitGateway(Duration timeout) {
        try (var step = console.step("Waiting for the gateway")) {
            new GatewaySetup(client).await(Patience.of(timeout), step);
            step.done("The gateway answers");
        }
    }

    /** Installs the operator and the gateway, and waits for neither. */
    public void applyOperator(OperatorSetup.Wish wish) {
        var built = wish.image().isPresent() ? Optional.<BuiltImage>empty() : Optional.of(deliverOperatorImage());
        var reference = wish.image().or(() -> built.map(BuiltImage::reference)).orElseThrow();
        try (var step = console.step("Installing the operator and the gateway")) {
            new OperatorSetup(client, place)
                    .apply(OperatorSetup.objects(wish, reference, built.map(BuiltImage::digest)), step);
            step.done("The operator and the gateway are installed");
        }
    }

    /** Makes the image of a cluster available where that is in our hands. */
    public void ensureSparkImage(ClusterView cluster) {
        ensureSparkImage(
                Optional.of(cluster.json().at("/spec/image").asText("")).filter(image -> !image.isBlank()),
                cluster.json().at("/spec/sparkVersion").asText(SparkClusterSpec.DEFAULT_SPARK_VERSION));
    }

    /** Makes an image available, or our own for a version of Spark. */
    public void ensureSparkImage(Optional<String> image, String version) {
        var reference = image.orElse(OWN_SPARK + version);
        if (reference.startsWith(REGISTRY + OWN_SPARK)) {
            reference = reference.substring(REGISTRY.length());
        }
        if (!reference.startsWith(OWN_SPARK)) {
            return;
        }
        var there = isOnNodes(new ImageDelivery(place), REGISTRY + reference);
        if (there && !(place.platform() instanceof Platform.Embedded)) {
            return;
        }
        if (!place.platform().takesArchives()) {
            console.say(console.errStyle().warning("The nodes do not say that they have the image " + reference + ".")
                    + " If they have not, the cluster waits for it: build and push it with `"
                    + Program.call("image build --to REF") + "` and name it with --image REF");
            return;
        }
        var ours = reference.substring(OWN_SPARK.length());
        if (!there || isReplaceable(ours, REGISTRY + reference)) {
            deliverSparkImage(ours);
        }
    }

    private boolean isOnNodes(ImageDelivery delivery, String reference) {
        try {
            return delivery.has(client, reference);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                // Who may not look at nodes learns of a missing image from the cluster's status.
                return true;
            }
            throw e;
        }
    }

    /**
     * Whether the embedded node has our image as an older Hearth made it. One that came there in another way is somebody's
     * choice. Elsewhere names have to do: a node tells the digest of no image that was loaded from an archive.
     */
    private boolean isReplaceable(String version, String reference) {
        var loaded = LoadedImages.in(Node.ofThisMachine().imageNotes()).digest(reference);
        if (loaded.isEmpty()) {
            return false;
        }
        try (var step = console.step("Checking the image for Spark " + version)) {
            var current = OwnImages.spark(version, step).digest().equals(loaded.get());
            step.done(current ? "The image for Spark " + version + " is on the node" : "There is a newer image");
            return !current;
        } catch (ImageException e) {
            console.say("  the image on the node is kept: " + e.getMessage());
            return false;
        }
    }

    private void deliverSparkImage(String version) {
        Packages.ofThisMachine(console, install)
                .provide(
                        "the Spark image",
                        OwnImages.missingFor(version),
                        "To use an image that exists, name it with --image.");
        try (var step = console.step("Getting the image for Spark " + version)) {
            var built = OwnImages.spark(version, step);
            step.accept("loading it onto " + place.description());
            new ImageDelivery(place).load(ImageDelivery.Content.SPARK, built);
            step.done("The image " + built.reference() + " is on " + place.description());
            built.warnings().forEach(console::warn);
        }
    }

    private BuiltImage deliverOperatorImage() {
        var delivery = new ImageDelivery(place);
        delivery.requireLoadable(ImageDelivery.Content.OPERATOR);
        try (var step = console.step("Getting the operator's image")) {
            var built = OwnImages.operator(OwnImages.operatorReference(), step);
            var there = delivery.loaded(built)
                    || (new OperatorSetup(client, place).runs(built) && isOnNodes(delivery, built.reference()));
            if (!there) {
                step.accept("loading it onto " + place.description());
                delivery.load(ImageDelivery.Content.OPERATOR, built);
            }
            step.done("The image " + built.reference() + " is on " + place.description());
            return built;
        }
    }
}
