package dev.hearth.operator.status;

import static dev.hearth.api.Component.WORKER;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Comparator;
import java.util.List;

/**
 * The pods of a cluster that are on their way out.
 *
 * @param pods those that are being deleted
 */
record Leaving(List<Pod> pods) {
    /** The workers among them, which take their time to empty themselves. */
    List<Pod> workers() {
        return pods.stream().filter(WORKER::isSaidOf).toList();
    }

    /**
     * What is going on, for people.
     *
     * @param count how many pods leave, or will as soon as Kubernetes has chosen them
     */
    String message(int count) {
        var workers = workers();
        if (workers.isEmpty() || workers.size() < count) {
            return count + (count == 1 ? " pod is" : " pods are") + " leaving";
        }
        // Kubernetes writes there when it will end the pod at the latest.
        var end = workers.stream()
                .map(pod -> pod.getMetadata().getDeletionTimestamp())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return count == 1
                ? workers.getFirst().getMetadata().getName()
                        + " takes no new executors and leaves when it is empty, at the latest at " + end
                : count + " workers take no new executors and leave when they are empty, at the latest at " + end;
    }
}
