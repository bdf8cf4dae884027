package dev.hearth.operator.drain;

import dev.hearth.operator.observe.MasterState;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which worker had better leave first when there are to be fewer: an idle one, then the one with the least to move. */
public final class LeavingOrder {
    /** What Kubernetes' ReplicaSet controller orders pods by, lowest first: an integer of 32 bits. */
    public static final String COST = "controller.kubernetes.io/pod-deletion-cost";

    private static final int MOST_CORES = 1_000;
    private static final int MOST_MEMORY = 999_999;

    private LeavingOrder() {}

    /**
     * What it costs to lose each pod, by its name. A worker that the master does not know costs nothing.
     *
     * @param master what the leading master says
     */
    public static Map<String, String> costs(List<Pod> workers, MasterState master) {
        var rows = master.workers().stream()
                .filter(MasterState.Worker::alive)
                .collect(Collectors.toMap(MasterState.Worker::address, Function.identity(), (first, _) -> first));
        var costs = new TreeMap<String, String>();
        workers.forEach(pod -> {
            var row = rows.get(String.valueOf(pod.getStatus().getPodIP()));
            costs.put(pod.getMetadata().getName(), String.valueOf(row == null ? 0 : cost(row)));
        });
        return costs;
    }

    private static long cost(MasterState.Worker worker) {
        return Math.min(worker.coresused(), MOST_CORES) * (MOST_MEMORY + 1L)
                + Math.min(worker.memoryused(), MOST_MEMORY);
    }
}
