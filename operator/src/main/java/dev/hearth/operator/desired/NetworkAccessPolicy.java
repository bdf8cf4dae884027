package dev.hearth.operator.desired;

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
                .withPorts(List.of(tcp(Names.MASTER_UI_PORT), tcp(Names.WORKER_UI_PORT), tcp(Names.DRIVER_UI_PORT)))
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
                .addToMatchLabels(Names.NAME_LABEL, Names.MANAGED_BY)
                .endPodSelector()
                .build();
    }

    private static NetworkPolicyPort tcp(int port) {
        return new NetworkPolicyPort(null, new IntOrString(port), "TCP");
    }
}
