package dev.hearth.operator.desired;

import dev.hearth.api.Labels;
import dev.hearth.api.Ports;
import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may reach the cluster's pods: one another on any port, the operator and the gateway on the web ports, and whom
 * the spec admits.
 */
final class NetworkAccessPolicy {
    private NetworkAccessPolicy() {}

    static NetworkPolicy of(SparkCluster cluster) {
        var names = Names.of(cluster);
        var rules = new ArrayList<NetworkPolicyIngressRule>();
        rules.add(new NetworkPolicyIngressRuleBuilder().withFrom(ownPods(names)).build());
        rules.add(new NetworkPolicyIngressRuleBuilder()
                .withFrom(hearth())
                .withPorts(List.of(tcp(Ports.MASTER_UI), tcp(Ports.WORKER_UI), driverPages(), tcp(Ports.HISTORY_UI)))
                .build());
        var admitted = cluster.specOrDefaults().network().allowFrom();
        if (!admitted.isEmpty()) {
            rules.add(new NetworkPolicyIngressRuleBuilder().withFrom(admitted).build());
        }
        return new NetworkPolicyBuilder()
                .withMetadata(DesiredState.metadata(cluster, names.networkPolicy(), names.labels()))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(names.podSelector())
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .withIngress(rules)
                .endSpec()
                .build();
    }

    private static NetworkPolicyPeer ownPods(Names names) {
        return new NetworkPolicyPeerBuilder()
                .withNewPodSelector()
                .withMatchLabels(names.podSelector())
                .endPodSelector()
                .build();
    }

    private static NetworkPolicyPeer hearth() {
        return new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector()
                .addToMatchLabels("kubernetes.io/metadata.name", Names.SYSTEM_NAMESPACE)
                .endNamespaceSelector()
                .withNewPodSelector()
                .addToMatchLabels(Labels.NAME, Labels.HEARTH)
                .endPodSelector()
                .build();
    }

    private static NetworkPolicyPort driverPages() {
        return new NetworkPolicyPort(Ports.LAST_DRIVER_UI, new IntOrString(Ports.DRIVER_UI), "TCP");
    }

    private static NetworkPolicyPort tcp(int port) {
        return new NetworkPolicyPort(null, new IntOrString(port), "TCP");
    }
}
