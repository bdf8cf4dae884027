package dev.hearth.operator.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.operator.observe.MasterState;
import dev.hearth.operator.observe.MasterState.Worker;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeavingOrderTest {
    @Test
    void theIdleLeaveFirstAndThenThoseWithTheLeastToMove() {
        assertThat(order(
                        worker("10.0.0.1", 4, 512, "ALIVE"),
                        worker("10.0.0.2", 0, 0, "ALIVE"),
                        worker("10.0.0.3", 1, 4096, "ALIVE"),
                        worker("10.0.0.4", 1, 1024, "ALIVE")))
                .containsExactly("10.0.0.2", "10.0.0.4", "10.0.0.3", "10.0.0.1");
    }

    @Test
    void whoTheMasterDoesNotCountCostsNothing() {
        assertThat(LeavingOrder.costs(
                        List.of(pod("10.0.0.1"), pod("10.0.0.2")),
                        master(worker("10.0.0.2", 2, 1024, "DECOMMISSIONED"))))
                .isEqualTo(Map.of("10.0.0.1", "0", "10.0.0.2", "0"));
    }

    @Test
    void aCostIsANumberThatKubernetesTakes() {
        assertThat(LeavingOrder.costs(
                        List.of(pod("10.0.0.1")), master(worker("10.0.0.1", 100_000, Long.MAX_VALUE, "ALIVE"))))
                .containsEntry("10.0.0.1", "1000999999");
    }

    private static List<String> order(Worker... workers) {
        var pods = Stream.of(workers).map(worker -> pod(worker.host())).toList();
        return LeavingOrder.costs(pods, master(workers)).entrySet().stream()
                .sorted(Comparator.comparingInt(cost -> Integer.parseInt(cost.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static MasterState master(Worker... workers) {
        return new MasterState("ALIVE", List.of(workers), List.of(), List.of());
    }

    private static Worker worker(String host, int coresUsed, long memoryUsed, String state) {
        return new Worker("worker-" + host, host, 4, coresUsed, 4096, memoryUsed, state);
    }

    private static Pod pod(String address) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(address)
                .endMetadata()
                .withNewStatus()
                .withPodIP(address)
                .endStatus()
                .build();
    }
}
