package dev.hearth.cli.install;

import dev.hearth.api.SparkClusterSpec;
import dev.hearth.cli.cluster.ClusterView;
import dev.hearth.cli.kube.Place;
import dev.hearth.cli.kube.Platform;
import dev.hearth.cli.problem.Explanation;
import dev.hearth.cli.terminal.Console;
import dev.hearth.image.BuiltImage;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;

/** Sees to it that a Kubernetes has the operator and the image that a cluster needs. */
public record Preparation(KubernetesClient client, Place place, Console console) {
    private static final String REGISTRY = "docker.io/";
    private static final String OWN_SPARK = "hearth/spark:";

    /** On the embedded node the operator is part of the deal; anywhere else a person decides to install it. */
    public void ensureOperator(Duration timeout) {
        var setup = new OperatorSetup(client, place);
        if (place.platform() instanceof Platform.Embedded) {
            if (!setup.knowsClusters()
                    || setup.deployment().filter(OperatorSetup::isAvailable).isEmpty()) {
                installOperator(OperatorSetup.Wish.USUAL, timeout);
            }
        } else if (!setup.knowsClusters()) {
            throw Explanation.missingDefinition();
        }
    }

    /** Installs the operator, from an image in a registry or from our own. */
    public void installOperator(OperatorSetup.Wish wish, Duration timeout) {
        var built = wish.image().isPresent() ? Optional.<BuiltImage>empty() : Optional.of(deliverOperatorImage());
        var reference = wish.image().or(() -> built.map(BuiltImage::reference)).orElseThrow();
        try (var step = console.step("Installing the operator")) {
            var objects = OperatorSetup.objects(wish, reference, built.map(BuiltImage::digest));
            new OperatorSetup(client, place).install(objects, timeout, step);
            step.done("The operator runs");
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
        var delivery = new ImageDelivery(place);
        if (isOnNodes(delivery, REGISTRY + reference)) {
            return;
        }
        delivery.requireLoadable(ImageDelivery.Content.SPARK);
        deliverSparkImage(reference.substring(OWN_SPARK.length()));
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

    private void deliverSparkImage(String version) {
        try (var step = console.step("Getting the image for Spark " + version)) {
            var built = OwnImages.spark(version, step);
            step.accept("loading it onto " + place.description());
            new ImageDelivery(place).load(built.archive());
            step.done("The image " + built.reference() + " is on " + place.description());
        }
    }

    private BuiltImage deliverOperatorImage() {
        var delivery = new ImageDelivery(place);
        delivery.requireLoadable(ImageDelivery.Content.OPERATOR);
        try (var step = console.step("Getting the operator's image")) {
            var built = OwnImages.operator(OwnImages.operatorReference(), step);
            var there = new OperatorSetup(client, place).runs(built) && isOnNodes(delivery, built.reference());
            if (!there) {
                step.accept("loading it onto " + place.description());
                delivery.load(built.archive());
            }
            step.done("The image " + built.reference() + " is on " + place.description());
            return built;
        }
    }
}
