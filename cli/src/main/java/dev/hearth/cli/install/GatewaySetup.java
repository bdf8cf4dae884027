package dev.hearth.cli.install;

import dev.hearth.api.Labels;
import dev.hearth.cli.problem.Patience;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import dev.hearth.cli.terminal.Step;
import dev.hearth.operator.desired.Names;
import dev.hearth.operator.install.GatewayManifests;
import dev.hearth.operator.install.GatewayOptions;
import dev.hearth.operator.install.OidcOptions;
import dev.hearth.operator.observe.PodTrouble;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/** The gateway that an installation has. */
record GatewaySetup(KubernetesClient client) {

    Optional<Deployment> deployment() {
        return Optional.ofNullable(client.apps()
                .deployments()
                .inNamespace(Names.SYSTEM_NAMESPACE)
                .withName(GatewayManifests.NAME)
                .get());
    }

    /** How the gateway of an earlier installation is set up, which a later one keeps. */
    Optional<GatewayOptions> options() {
        return deployment()
                .map(found -> new GatewayOptions(
                        Optional.ofNullable(found.getSpec().getReplicas()).orElse(1),
                        variable(found, GatewayManifests.BASE_PATH).orElse(""),
                        variable(found, GatewayManifests.ANONYMOUS_READ)
                                .map(Boolean::parseBoolean)
                                .orElse(false),
                        OidcOptions.of(OperatorSetup.container(found).getEnv())));
    }

    /**
     * Waits until it answers as it is set up now. A former pod goes on for as long as somebody may still be sent to it, with
     * its former settings: who has just forbidden something must not find it allowed.
     */
    void await(Patience patience, Step step) {
        var answers = patience.look(
                this::isAvailable, Boolean::booleanValue, _ -> trouble().orElseGet(this::missing), step);
        if (!answers) {
            throw Problem.timedOut("the gateway does not run yet"
                            + trouble().map(why -> ": " + why).orElse(""))
                    .advise("its own words: kubectl -n " + Names.SYSTEM_NAMESPACE + " logs deploy/"
                            + GatewayManifests.NAME + "; to put it right: " + Program.call("install"));
        }
    }

    private boolean isAvailable() {
        return deployment().filter(OperatorSetup::isAvailable).isPresent() && !isFormerThere();
    }

    private boolean isFormerThere() {
        return pods().stream().anyMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null);
    }

    private String missing() {
        return isFormerThere() ? "its former pods end what they have begun" : "waiting for its pod";
    }

    private List<Pod> pods() {
        return client.pods()
                .inNamespace(Names.SYSTEM_NAMESPACE)
                .withLabel(Labels.COMPONENT, "gateway")
                .list()
                .getItems();
    }

    private Optional<String> trouble() {
        return PodTrouble.worst(pods()).map(trouble -> trouble.reason() + ", " + trouble.message());
    }

    private static Optional<String> variable(Deployment deployment, String name) {
        return OperatorSetup.container(deployment).getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .map(EnvVar::getValue)
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }
}
