package dev.hearth.cli.session;

import dev.hearth.api.Component;
import dev.hearth.operator.desired.Names;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;

/** Finds the pods of a cluster. */
public record ClusterPods(KubernetesClient client, String namespace, String cluster) {

    /** The pods of one part, oldest first. */
    public List<Pod> of(Component component) {
        var names = new Names(namespace, cluster);
        return client.pods().inNamespace(namespace).withLabels(names.selector(component)).list().getItems().stream()
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
                .toList();
    }
}
