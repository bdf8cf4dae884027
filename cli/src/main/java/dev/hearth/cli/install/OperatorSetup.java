package dev.hearth.cli.install;

import dev.hearth.api.Labels;
import dev.hearth.api.SparkCluster;
import dev.hearth.cli.kube.Place;
import dev.hearth.cli.problem.Patience;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import dev.hearth.cli.terminal.Elapsed;
import dev.hearth.cli.terminal.Step;
import dev.hearth.image.BuiltImage;
import dev.hearth.operator.OperatorConfig;
import dev.hearth.operator.desired.Names;
import dev.hearth.operator.install.GatewayOptions;
import dev.hearth.operator.install.OperatorInstallation;
import dev.hearth.operator.install.OperatorManifests;
import dev.hearth.operator.observe.PodTrouble;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the operator, the gateway and the CRD into a Kubernetes, and takes them out again. */
public record OperatorSetup(KubernetesClient client, Place place) {
    private static final String FIELD_MANAGER = "hearth-cli";
    private static final String OWN_IMAGE = "docker.io/hearth/operator:";
    private static final String DIGEST_ANNOTATION = "hearth.dev/image-digest";

    /**
     * The installation that somebody wants.
     *
     * @param image the operator's image in a registry; our own if empty
     * @param namespaces where the operator may act; empty means everywhere
     * @param pullSecrets Secrets with the registry's credentials
     * @param gateway how the gateway is set up
     */
    public record Wish(
            Optional<String> image,
            List<String> namespaces,
            int replicas,
            List<String> pullSecrets,
            GatewayOptions gateway) {
        /** One node has no use for a second replica of anything. */
        public static final Wish OF_ONE_NODE =
                new Wish(Optional.empty(), List.of(), 1, List.of(), new GatewayOptions(1, "", false, Optional.empty()));

        /** What somebody has wished for before. */
        static Wish of(Deployment deployment, GatewayOptions gateway) {
            var image = OperatorSetup.image(deployment);
            return new Wish(
                    Optional.of(image).filter(reference -> !isOurs(reference)),
                    OperatorSetup.namespaces(deployment),
                    Optional.ofNullable(deployment.getSpec().getReplicas()).orElse(1),
                    deployment.getSpec().getTemplate().getSpec().getImagePullSecrets().stream()
                            .map(LocalObjectReference::getName)
                            .toList(),
                    gateway);
        }

        OperatorInstallation installation(String reference) {
            return new OperatorInstallation(
                    reference,
                    namespaces,
                    replicas,
                    pullSecrets.stream().map(LocalObjectReference::new).toList(),
                    gateway);
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

    /** The image that an operator runs. */
    public static String image(Deployment deployment) {
        return container(deployment).getImage();
    }

    /** The one container of a program of ours. */
    static Container container(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
    }

    /** The namespaces that an operator watches; empty means all. */
    public static List<String> namespaces(Deployment deployment) {
        return container(deployment).getEnv().stream()
                .filter(variable -> variable.getName().equals(OperatorConfig.NAMESPACES))
                .flatMap(variable -> Stream.ofNullable(variable.getValue()))
                .flatMap(Pattern.compile(",")::splitAsStream)
                .filter(namespace -> !namespace.isBlank())
                .toList();
    }

    /** Whether an operator is of this program's version, or of an image that somebody else decides on. */
    public static boolean isCurrent(Deployment deployment) {
        var image = image(deployment);
        return !isOurs(image) || image.equals(OwnImages.operatorReference());
    }

    private static boolean isOurs(String image) {
        return image.startsWith(OWN_IMAGE);
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

    /** Applies the objects. */
    public void apply(List<HasMetadata> objects, Step step) {
        for (var object : objects) {
            step.accept(object.getKind() + " " + object.getMetadata().getName());
            var _ = client.resource(object)
                    .fieldManager(FIELD_MANAGER)
                    .forceConflicts()
                    .serverSideApply();
        }
        withdrawRights(objects, step);
    }

    /** Waits until the operator works. */
    public void await(Patience patience, Step step) {
        var works =
                patience.look(this::works, Boolean::booleanValue, _ -> trouble().orElse("waiting for its pod"), step);
        if (!works) {
            throw Problem.timedOut("the operator does not run yet"
                            + trouble().map(why -> ": " + why).orElse(""))
                    .advise("its own words: kubectl -n " + Names.SYSTEM_NAMESPACE + " logs deploy/"
                            + OperatorManifests.NAME + "; to put it right: " + Program.call("install"));
        }
    }

    private boolean works() {
        return knowsClusters()
                && deployment().filter(OperatorSetup::isAvailable).isPresent();
    }

    /** Removes what only an earlier installation gave: an operator confined to namespaces must not keep the whole cluster. */
    private void withdrawRights(List<HasMetadata> wanted, Step step) {
        var rbac = client.rbac();
        var labels = OperatorManifests.OWN;
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

    /** Every cluster, as {@code NAMESPACE/NAME}; none where the definition is not known, or is not any more. */
    public List<String> clusters() {
        return new Remains(client).clusters().stream().map(Remains::name).toList();
    }

    /** Removes everything that {@link #apply} made, the clusters' definition and so every cluster first. */
    public void uninstall(Patience patience, Step step) {
        for (var object : OperatorManifests.of(OperatorInstallation.clusterWide("none"))) {
            step.accept(object.getKind() + " " + object.getMetadata().getName());
            var _ = client.resource(object).delete();
        }
        withdrawRights(List.of(), step);
        var remains = new Remains(client);
        var left = patience.look(remains::list, List::isEmpty, List::getFirst, step);
        if (!left.isEmpty()) {
            throw Problem.timedOut("the operator is not gone after " + Elapsed.text(patience.total()) + ": "
                            + String.join("; ", left))
                    .advise(
                            "remove what holds it, for example a finalizer whose controller is gone, and run the command"
                                    + " again");
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
                .withLabel(Labels.COMPONENT, "operator")
                .list()
                .getItems();
        return PodTrouble.worst(pods).map(trouble -> trouble.reason() + ", " + trouble.message());
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

    private static int count(@Nullable Integer replicas) {
        return replicas == null ? 0 : replicas;
    }
}
