package dev.hearth.operator.drain;

import dev.hearth.api.DrainRequests;
import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;

/** The workers that people want to leave and that have not begun to. */
public final class AskedToLeave {
    private AskedToLeave() {}

    /**
     * Their pods' names, in order.
     *
     * @param workers the pods that are not being deleted
     */
    public static List<String> among(List<Pod> workers, SparkCluster cluster) {
        var asked = DrainRequests.of(cluster);
        return workers.stream()
                .map(pod -> pod.getMetadata().getName())
                .filter(asked::contains)
                .sorted()
                .toList();
    }
}
