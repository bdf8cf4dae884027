package dev.hearth.operator.install;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import java.util.List;

/**
 * What is asked of an installation of the operator and the gateway.
 *
 * @param image the image of both
 * @param namespaces the namespaces they may act in; empty means the whole cluster
 * @param replicas how many replicas of the operator; all but one wait for the lease
 * @param pullSecrets credentials for the image's registry
 * @param gateway how the gateway is set up
 */
public record OperatorInstallation(
        String image,
        List<String> namespaces,
        int replicas,
        List<LocalObjectReference> pullSecrets,
        GatewayOptions gateway) {
    public OperatorInstallation {
        namespaces = List.copyOf(namespaces);
        pullSecrets = List.copyOf(pullSecrets);
    }

    /** A single replica neither waits for a lease nor writes one every two seconds. */
    boolean electsALeader() {
        return replicas > 1;
    }

    /** One replica for the whole cluster. */
    public static OperatorInstallation clusterWide(String image) {
        return new OperatorInstallation(image, List.of(), 1, List.of(), GatewayOptions.USUAL);
    }
}
