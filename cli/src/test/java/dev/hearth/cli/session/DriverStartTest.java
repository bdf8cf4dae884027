package dev.hearth.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.cli.problem.Exit;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DriverStartTest {
    private static DriverStart start(Pod pod) {
        return new DriverStart(
                new PodEndpoint(new KubernetesClientBuilder().build(), "team", "demo-driver-x"),
                pod.edit()
                        .withNewMetadata()
                        .withName("demo-driver-x")
                        .endMetadata()
                        .build());
    }

    @Test
    void aPodThatNoNodeTakesRunsOutOfTimeAndSaysWhy() {
        var start = start(new PodBuilder()
                .withNewStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withReason("Unschedulable")
                .withMessage("0/1 nodes are available: 1 Insufficient cpu.")
                .endCondition()
                .endStatus()
                .build());
        assertThat(start.isHopeless()).as("a node may come").isFalse();
        var problem = start.timedOut(Duration.ofSeconds(90));
        assertThat(problem.exit()).isEqualTo(Exit.TIMED_OUT);
        assertThat(problem.message()).contains("did not start within 1m30s", "no node takes it", "Insufficient cpu");
        assertThat(problem.advice().orElseThrow()).contains("--cores", "--timeout");
    }

    @Test
    void anImageThatCannotBePulledIsAFailureAtOnce() {
        var start = start(new PodBuilder()
                .withNewStatus()
                .addNewContainerStatus()
                .withName("driver")
                .withImage("nosuch:1")
                .withNewState()
                .withNewWaiting()
                .withReason("ImagePullBackOff")
                .withMessage("not found")
                .endWaiting()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build());
        assertThat(start.isHopeless()).isTrue();
        assertThat(start.failed().exit()).isEqualTo(Exit.FAILED);
        assertThat(start.failed().message()).contains("nosuch:1 cannot be pulled: not found");
        assertThat(start.failed().advice().orElseThrow()).contains("spec.image");
    }
}
