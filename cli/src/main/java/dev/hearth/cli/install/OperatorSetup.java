package dev.hearth.cli.install;

import dev.hearth.api.SparkCluster;
import dev.hearth.cli.kube.Place;
import dev.hearth.cli.problem.Pause;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.terminal.Step;
import dev.hearth.image.BuiltImage;
import dev.hearth.operator.desired.Names;
import dev.hearth.operator.install.ClusterCrd;
import dev.hearth.operator.install.OperatorInstallation;
import dev.hearth.operator.install.OperatorManifests;
import dev.hearth.operator.observe.PodTrouble;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Puts the operator and the CRD into a Kubernetes, and takes them out again. */
public record OperatorSetup(KubernetesClient client, Place place) {
    private static final String FIELD_MANAGER = "hearth-cli";
    private static final String DIGEST_ANNOTATION = "hearth.dev/image-digest";

    /**
     * The installation that somebody wants.
     *
     * @param image the operator's image in a registry; our own if empty
     * @param namespaces where the operator may act; empty means everywhere
     * @param pullSecrets Secrets with the registry's credentials
     */
    public record Wish(Optional<String> image, List<String> namespaces, int replicas, List<String> pullSecrets) {
        /** One operator for everything, from our own image. */
        public static final Wish USUAL = new Wish(Optional.empty(), List.of(), 1, List.of());

        OperatorInstallation installation(String reference) {
            return new OperatorInstallation(
                    reference,
                    namespaces,
                    replicas,
                    pullSecrets.stream().map(LocalObjectReference::new).toList());
        }
    }

    /** Whether this Kubernetes knows SparkClusters; readable for everybody, unlike the CRD itself. */
    public boolean knowsClusters() {
        return client.getApiResources(SparkCluster.GROUP + "/" + SparkCluster.VERSION) != null;
    }

    /** The operator's Deployment, if it is there. */
    public Optional<Deployment> deployment() {
        return Optional.ofNullable(client.apps()
                .deployments()
                .inNamespace(Names.SYSTEM_NAMESPACE)
                .withName(OperatorManifests.NAME)
                .get());
    }

    public static boolean isAvailable(Deployment deployment) {
        var status = deployment.getStatus();
        return status != null
                && status.getObservedGeneration() != null
                && status.getObservedGeneration() >= deployment.getMetadata().getGeneration()
                && count(status.getUpdatedReplicas()) >= deployment.getSpec().getReplicas()
                && count(status.getAvailableReplicas()) >= deployment.getSpec().getReplicas()
                && count(status.getReplicas()) == count(status.getUpdatedReplicas());
    }

    /** Every object of an installation. */
    public static List<HasMetadata> objects(Wish wish) {
        return objects(wish, wish.image().orElseGet(OwnImages::operatorReference), Optional.empty());
    }

    /**
     * Every object of an installation.
     *
     * @param digest content of the operator's image, so that a new image under an old name restarts the operator
     */
    static List<HasMetadata> objects(Wish wish, String image, Optional<String> digest) {
        return OperatorManifests.of(wish.installation(image)).stream()
                .map(object -> object instanceof Deployment deployment && digest.isPresent()
                        ? annotated(deployment, digest.get())
                        : object)
                .toList();
    }

    /** Applies the objects and waits until the operator works. */
    public void install(List<HasMetadata> objects, Duration timeout, Step step) {
        var deadline = System.nanoTime() + timeout.toNanos();
        for (var object : objects) {
            step.accept(object.getKind() + " " + object.getMetadata().getName());
            var _ = client.resource(object)
                    .fieldManager(FIELD_MANAGER)
                    .forceConflicts()
                    .serverSideApply();
        }
        withdrawRights(objects, step);
        while (!knowsClusters()
                || deployment().filter(OperatorSetup::isAvailable).isEmpty()) {
            var trouble = trouble();
            step.accept(trouble.orElse("waiting for its pod"));
            if (System.nanoTime() > deadline) {
                throw Problem.timedOut("the operator does not run yet"
                                + trouble.map(why -> ": " + why).orElse(""))
                        .advise("its own words: kubectl -n " + Names.SYSTEM_NAMESPACE + " logs deploy/"
                                + OperatorManifests.NAME);
            }
            Pause.millis(300);
        }
    }

    /** Removes what only an earlier installation gave: an operator confined to namespaces must not keep the whole cluster. */
    private void withdrawRights(List<HasMetadata> wanted, Step step) {
        var rbac = client.rbac();
        var labels = OperatorManifests.LABELS;
        var granted = new ArrayList<HasMetadata>();
        granted.addAll(rbac.clusterRoleBindings().withLabels(labels).list().getItems());
        granted.addAll(rbac.clusterRoles().withLabels(labels).list().getItems());
        granted.addAll(
                rbac.roleBindings().inAnyNamespace().withLabels(labels).list().getItems());
        granted.addAll(rbac.roles().inAnyNamespace().withLabels(labels).list().getItems());
        granted.stream()
                .filter(right -> wanted.stream().noneMatch(object -> isSame(object, right)))
                .forEach(right -> {
                    step.accept("withdrawing " + right.getKind() + " "
                            + right.getMetadata().getName());
                    var _ = client.resource(right).delete();
                });
    }

    private static boolean isSame(HasMetadata one, HasMetadata other) {
        return one.getKind().equals(other.getKind())
                && one.getMetadata().getName().equals(other.getMetadata().getName())
                && Objects.equals(
                        one.getMetadata().getNamespace(), other.getMetadata().getNamespace());
    }

    /** Removes everything that {@link #install} made, the clusters' definition and so every cluster first. */
    public void uninstall(Step step) {
        for (var object : OperatorManifests.of(OperatorInstallation.clusterWide("none"))) {
            step.accept(object.getKind() + " " + object.getMetadata().getName());
            var _ = client.resource(object).delete();
        }
        withdrawRights(List.of(), step);
        step.accept("waiting until namespace " + Names.SYSTEM_NAMESPACE + " is gone");
        while (client.namespaces().withName(Names.SYSTEM_NAMESPACE).get() != null || knowsClusters()) {
            Pause.millis(300);
        }
    }

    /** Whether the installed operator is made of exactly this image. */
    boolean runs(BuiltImage image) {
        return deployment()
                .map(found -> found.getSpec().getTemplate().getMetadata().getAnnotations())
                .map(annotations -> annotations.get(DIGEST_ANNOTATION))
                .filter(image.digest()::equals)
                .isPresent();
    }

    /** What keeps the operator's pod from running. */
    public Optional<String> trouble() {
        var pods = client.pods()
                .inNamespace(Names.SYSTEM_NAMESPACE)
                .withLabel(Names.COMPONENT_LABEL, "operator")
                .list()
                .getItems();
        return PodTrouble.worst(pods).map(trouble -> trouble.reason() + ", " + trouble.message());
    }

    /** The version of the CRD that this program would install. */
    public static String definitionName() {
        return ClusterCrd.NAME;
    }

    private static Deployment annotated(Deployment deployment, String digest) {
        return new DeploymentBuilder(deployment)
                .editSpec()
                .editTemplate()
                .editMetadata()
                .addToAnnotations(DIGEST_ANNOTATION, digest)
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static int count(@org.jspecify.annotations.Nullable Integer replicas) {
        return replicas == null ? 0 : replicas;
    }
}
