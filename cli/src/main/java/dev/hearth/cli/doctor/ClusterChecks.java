package dev.hearth.cli.doctor;

import dev.hearth.api.SparkClusterSpec;
import dev.hearth.cli.install.ImageDelivery;
import dev.hearth.cli.install.OperatorSetup;
import dev.hearth.cli.kube.Place;
import dev.hearth.cli.problem.Program;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/** Checks of a Kubernetes that answers. */
record ClusterChecks(KubernetesClient client, Place place) {
    private record Right(String verb, String group, String resource, String subresource) {
        String text() {
            return verb + " " + resource + (subresource.isEmpty() ? "" : "/" + subresource);
        }
    }

    /** A terminal, a log or a port is opened by a GET that becomes a web socket; newer servers ask for create, too. */
    private static final List<Right> RIGHTS = Stream.of(
                    rights("hearth.dev", "sparkclusters", "", "get", "list", "watch", "create", "patch", "delete"),
                    rights("", "pods", "", "get", "list", "watch", "create", "delete"),
                    rights("", "pods", "log", "get"),
                    rights("", "pods", "attach", "get", "create"),
                    rights("", "pods", "exec", "get", "create"),
                    rights("", "pods", "portforward", "get", "create"),
                    rights("", "events", "", "list"))
            .flatMap(List::stream)
            .toList();

    private static List<Right> rights(String group, String resource, String subresource, String... verbs) {
        return Stream.of(verbs)
                .map(verb -> new Right(verb, group, resource, subresource))
                .toList();
    }

    void examine(Consumer<Finding> findings) {
        findings.accept(rights());
        var setup = new OperatorSetup(client, place);
        findings.accept(
                setup.knowsClusters()
                        ? Finding.ok("definition", "SparkCluster hearth.dev/v1 is installed")
                        : Finding.problem(
                                "definition", "SparkCluster is not installed", "run: " + Program.call("install")));
        findings.accept(operator(setup));
        findings.accept(image());
    }

    private Finding rights() {
        var missing = RIGHTS.stream()
                .gather(Gatherers.mapConcurrent(
                        RIGHTS.size(), right -> allowed(right) ? Optional.<String>empty() : Optional.of(right.text())))
                .flatMap(Optional::stream)
                .toList();
        return missing.isEmpty()
                ? Finding.ok("rights", "you may do everything that Hearth does in namespace " + place.namespace())
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

    private Finding operator(OperatorSetup setup) {
        try {
            return setup.deployment()
                    .map(deployment -> operator(setup, deployment))
                    .orElseGet(
                            () -> Finding.problem("operator", "is not installed", "run: " + Program.call("install")));
        } catch (KubernetesClientException e) {
            return Finding.note("operator", "you may not look into its namespace", "ask an administrator if it runs");
        }
    }

    private Finding operator(OperatorSetup setup, Deployment deployment) {
        var image = OperatorSetup.image(deployment);
        if (!OperatorSetup.isAvailable(deployment)) {
            return Finding.problem(
                    "operator",
                    "does not run" + setup.trouble().map(why -> ": " + why).orElse(""),
                    "its own words: kubectl -n hearth-system logs deploy/hearth-operator");
        }
        var watched = OperatorSetup.namespaces(deployment);
        if (!watched.isEmpty() && !watched.contains(place.namespace())) {
            return Finding.problem(
                    "operator",
                    "runs, but not for namespace " + place.namespace() + "; it watches: " + String.join(", ", watched),
                    "let it watch this one too: "
                            + Program.call("install" + watching(watched) + " --watch " + place.namespace()));
        }
        return OperatorSetup.isCurrent(deployment)
                ? Finding.ok("operator", "runs, " + image)
                : Finding.note(
                        "operator",
                        "runs, but another version: " + image,
                        "update it with: " + Program.call("install" + watching(watched)));
    }

    private static String watching(List<String> namespaces) {
        return namespaces.stream().map(namespace -> " --watch " + namespace).collect(Collectors.joining());
    }

    private Finding image() {
        var reference = "docker.io/hearth/spark:" + SparkClusterSpec.DEFAULT_SPARK_VERSION;
        try {
            if (new ImageDelivery(place).has(client, reference)) {
                return Finding.ok("image", reference + " is on the nodes");
            }
        } catch (KubernetesClientException e) {
            return Finding.note(
                    "image", "you may not look at the nodes", "name an image with: " + Program.call("up --image REF"));
        }
        return place.platform().takesArchives()
                ? Finding.note(
                        "image",
                        reference + " is not on the nodes yet",
                        "the first `" + Program.call("up") + "` builds and loads it")
                : Finding.note(
                        "image",
                        reference + " is not among the images that the nodes name, which come from registries only",
                        Program.call("image build --to REF") + ", then " + Program.call("up --image REF"));
    }
}
