package dev.hearth.cli.install;

import dev.hearth.cli.kube.Place;
import dev.hearth.cli.kube.Platform;
import dev.hearth.gateway.route.ClusterKey;
import dev.hearth.operator.desired.Names;
import dev.hearth.operator.install.GatewayManifests;
import dev.hearth.operator.install.GatewayOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** Where the gateway that is installed in a Kubernetes shows clusters, to people who log in there. */
public record GatewayAddress(KubernetesClient client, Place place) {
    /** What kubectl serves where nobody says otherwise, and the way from there to the gateway's Service. */
    private static final String PROXY = "http://127.0.0.1:8001/api/v1/namespaces/" + Names.SYSTEM_NAMESPACE
            + "/services/" + GatewayManifests.NAME + ":http/proxy";

    /** Where the pages of a cluster are; nothing where no gateway runs, or the user may not look for one. */
    public Optional<String> of(ClusterKey cluster) {
        try {
            var setup = new GatewaySetup(client);
            return setup.deployment()
                    .filter(OperatorSetup::isAvailable)
                    .flatMap(_ -> setup.options())
                    .filter(options -> options.replicas() > 0)
                    .map(GatewayOptions::basePath)
                    .flatMap(base -> address(base + cluster.path() + "/"));
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }

    /** This machine has a route to the Services of its own node, and to those of no other Kubernetes. */
    private Optional<String> address(String path) {
        return place.platform() instanceof Platform.Embedded
                ? serviceAddress().map(host -> "http://" + host + path)
                : Optional.of(PROXY + path + "  (while `kubectl proxy` runs)");
    }

    private Optional<String> serviceAddress() {
        return Optional.ofNullable(client.services()
                        .inNamespace(Names.SYSTEM_NAMESPACE)
                        .withName(GatewayManifests.NAME)
                        .get())
                .map(service -> service.getSpec().getClusterIP());
    }
}
