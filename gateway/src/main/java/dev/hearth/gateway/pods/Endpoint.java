package dev.hearth.gateway.pods;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;

/**
 * A port of a pod of a cluster.
 *
 * @param uid tells this pod from others that had or will have its name or address
 */
public record Endpoint(String namespace, String pod, String uid, String ip, int port) {

    /** The port of a pod, unless the pod has no address of its own yet, or any more. */
    public static Optional<Endpoint> of(Pod pod, int port) {
        return Optional.ofNullable(pod.getStatus().getPodIP())
                .filter(_ -> isReachable(pod))
                .map(ip -> new Endpoint(
                        pod.getMetadata().getNamespace(),
                        pod.getMetadata().getName(),
                        pod.getMetadata().getUid(),
                        ip,
                        port));
    }

    /** A pod in its node's network has the node's addresses: what listens there need not be Spark. */
    private static boolean isReachable(Pod pod) {
        return "Running".equals(pod.getStatus().getPhase())
                && !Boolean.TRUE.equals(pod.getSpec().getHostNetwork())
                && !pod.getStatus().getPodIP().equals(pod.getStatus().getHostIP());
    }

    Endpoint at(int otherPort) {
        return new Endpoint(namespace, pod, uid, ip, otherPort);
    }

    /** What a request to it has as its Host. */
    public String authority() {
        return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port;
    }
}
