package dev.hearth.node;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the embedded node is doing.
 *
 * @param state how it is as a whole
 * @param kubernetesVersion the version of Kubernetes, for example {@code v1.35.4}
 * @param nodes every node, the one with the control plane first; empty when there is none
 * @param components every component of each node that runs, in the order in which they start
 * @param apiServer the address of the API server, if there is a node
 * @param kubeconfig where the administrator's kubeconfig is or would be
 * @param problems what is wrong, a sentence each; empty when the node runs
 */
public record NodeStatus(
        NodeState state,
        String kubernetesVersion,
        List<MemberStatus> nodes,
        List<ComponentStatus> components,
        Optional<URI> apiServer,
        Path kubeconfig,
        List<String> problems) {

    /** Copies the lists. */
    public NodeStatus {
        nodes = List.copyOf(nodes);
        components = List.copyOf(components);
        problems = List.copyOf(problems);
    }
}
