package dev.hearth.cli.doctor;

import dev.hearth.api.SparkClusterSpec;
import dev.hearth.cli.install.ImageDelivery;
import dev.hearth.cli.install.OperatorSetup;
import dev.hearth.cli.install.OwnImages;
import dev.hearth.cli.kube.Place;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Checks of a Kubernetes that answers. */
record ClusterChecks(KubernetesClient client, Place place) {
    private record Right(String verb, String group, String resource, String subresource) {
        String text() {
            return verb + " " + resource + (subresource.isEmpty() ? "" : "/" + subresource);
        }
    }

    private static final List<Right> RIGHTS = List.of(
            new Right("patch", "hearth.dev", "sparkclusters", ""),
            new Right("delete", "hearth.dev", "sparkclusters", ""),
            new Right("create", "", "pods", ""),
            new Right("delete", "", "pods", ""),
            new Right("get", "", "pods", "log"),
            new Right("create", "", "pods", "attach"),
            new Right("create", "", "pods", "exec"),
            new Right("create", "", "pods", "portforward"));

    void examine(Consumer<Finding> findings) {
        findings.accept(rights());
        var setup = new OperatorSetup(client, place);
        findings.accept(
                setup.knowsClusters()
                        ? Finding.ok("definition", "SparkCluster hearth.dev/v1 is installed")
                        : Finding.problem("definition", "SparkCluster is not installed", "run: hearth install"));
        findings.accept(operator(setup));
        findings.accept(image());
    }

    private Finding rights() {
        var missing = RIGHTS.stream()
                .filter(right -> !allowed(right))
                .map(Right::text)
                .toList();
        return missing.isEmpty()
                ? Finding.ok("rights", "you may do everything that hearth does in namespace " + place.namespace())
                : Finding.problem(
                        "rights",
                        "in namespace " + place.namespace() + " you may not: " + String.join(", ", missing),
                        "ask whoever runs this Kubernetes for a role with them");
    }

    private boolean allowed(Right right) {
        var review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(place.namespace())
                .withVerb(right.verb())
                .withGroup(right.group())
                .withResource(right.resource())
                .withSubresource(right.subresource())
                .endResourceAttributes()
                .endSpec()
                .build();
        var answer = client.authorization().v1().selfSubjectAccessReview().create(review);
        return answer.getStatus().getAllowed();
    }

    private static Finding operator(OperatorSetup setup) {
        try {
            return setup.deployment()
                    .map(deployment -> operator(setup, deployment))
                    .orElseGet(() -> Finding.problem("operator", "is not installed", "run: hearth install"));
        } catch (KubernetesClientException e) {
            return Finding.note("operator", "you may not look into its namespace", "ask an administrator if it runs");
        }
    }

    private static Finding operator(OperatorSetup setup, Deployment deployment) {
        var image = deployment.getSpec().getTemplate().getSpec().getContainers().stream()
                .map(container -> container.getImage())
                .collect(Collectors.joining(", "));
        if (!OperatorSetup.isAvailable(deployment)) {
            return Finding.problem(
                    "operator",
                    "does not run" + setup.trouble().map(why -> ": " + why).orElse(""),
                    "its own words: kubectl -n hearth-system logs deploy/hearth-operator");
        }
        var own = OwnImages.operatorReference();
        var differs = image.startsWith("docker.io/hearth/operator:") && !image.equals(own);
        return differs
                ? Finding.note("operator", "runs, but another version: " + image, "update it with: hearth install")
                : Finding.ok("operator", "runs, " + image);
    }

    private Finding image() {
        var reference = "docker.io/hearth/spark:" + SparkClusterSpec.DEFAULT_SPARK_VERSION;
        try {
            if (new ImageDelivery(place).has(client, reference)) {
                return Finding.ok("image", reference + " is on the nodes");
            }
        } catch (KubernetesClientException e) {
            return Finding.note("image", "you may not look at the nodes", "name an image with: hearth up --image REF");
        }
        return place.platform().takesArchives()
                ? Finding.note(
                        "image", reference + " is not on the nodes yet", "the first `hearth up` builds and loads it")
                : Finding.note(
                        "image",
                        reference + " is not on the nodes, which take images from registries only",
                        "hearth image build --to REF, then hearth up --image REF");
    }
}
