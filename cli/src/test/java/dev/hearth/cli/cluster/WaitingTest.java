package dev.hearth.cli.cluster;

import static dev.hearth.cli.cluster.ClusterFixture.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.terminal.Step;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private static final class Said implements Step {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void accept(String line) {
            lines.add(line);
        }

        @Override
        public void done(String outcome) {}

        @Override
        public void close() {}
    }

    @Test
    void returnsAtOnceWhenTheClusterIsReady() {
        var said = new Said();
        var waiting = new Waiting(() -> Optional.of(ClusterFixture.ready()), said, Duration.ZERO);
        assertThat(waiting.untilSettled("demo").name()).isEqualTo("demo");
        assertThat(said.lines).isEmpty();
    }

    @Test
    void goesOnWhilePodsAreReplaced() {
        var rolling = saying("Ready=Running: fine", "Progressing=RollingOut: pods are being replaced");
        assertThat(Waiting.isSettled(rolling)).isFalse();
        assertThat(Waiting.describe(rolling)).isEqualTo("pods are being replaced");
    }

    @Test
    void timingOutSaysWhyAndWhatToDo() {
        var stuck = saying("!Ready=Unschedulable: demo-worker-1: no node takes it");
        var waiting = new Waiting(() -> Optional.of(stuck), new Said(), Duration.ZERO);
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> waiting.untilSettled("demo"))
                .withMessage("cluster demo is not ready after 0.0s: demo-worker-1: no node takes it")
                .satisfies(problem -> {
                    assertThat(problem.exit()).isEqualTo(Exit.TIMED_OUT);
                    assertThat(problem.advice().orElseThrow()).contains("ask for less");
                });
    }

    @Test
    void countsTheWorkersThatHaveRegistered() {
        var registering = ClusterFixture.of("", "", """
                  observedGeneration: 3
                  leader: demo-master-0
                  workers: {alive: 1}
                  conditions:
                  - {type: Ready, status: "False", reason: WorkersRegistering, message: 1 of 2}
                """);
        assertThat(Waiting.describe(registering)).isEqualTo("master demo-master-0 leads, workers 1/2 alive");
    }

    @Test
    void aSuspendedClusterIsSettledWhenItsPodsHaveLeft() {
        var leaving = ClusterFixture.of("", ", suspend: true", """
                  observedGeneration: 3
                  conditions: [{type: Progressing, status: "True", reason: ScalingDown, message: 2 workers are leaving}]
                """);
        var left = ClusterFixture.of("", ", suspend: true", """
                  observedGeneration: 3
                  conditions: [{type: Progressing, status: "False", reason: Settled, message: as the spec wants it}]
                """);
        assertThat(Waiting.isSettled(leaving)).isFalse();
        assertThat(Waiting.isSettled(left)).isTrue();
    }

    @Test
    void aDeletedClusterIsGone() {
        new Waiting(Optional::empty, new Said(), Duration.ZERO).untilGone("demo");
    }

    @Test
    void aClusterThatVanishesIsSaidToHaveAtOnce() {
        var patient = Duration.ofMinutes(1);
        var gone = new Waiting(Optional::empty, new Said(), patient);
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> gone.untilSettled("demo"))
                .withMessage("cluster demo was deleted by somebody else meanwhile")
                .satisfies(problem -> assertThat(problem.exit()).isEqualTo(Exit.FAILED));
        var going = ClusterFixture.of(", deletionTimestamp: now", "", ClusterFixture.READY_STATUS);
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> new Waiting(() -> Optional.of(going), new Said(), patient).untilSettled("demo"))
                .withMessageContaining("was deleted");
    }

    @Test
    void anApiServerThatRestartsDoesNotEndTheWait() {
        var said = new Said();
        var looks = new ArrayDeque<Supplier<Optional<ClusterView>>>(List.of(
                () -> {
                    throw new UncheckedIOException(new ConnectException("Connection refused"));
                },
                () -> Optional.of(ClusterFixture.ready())));
        var waiting = new Waiting(() -> looks.remove().get(), said, Duration.ofMinutes(1));
        assertThat(waiting.untilSettled("demo").name()).isEqualTo("demo");
        assertThat(said.lines).containsExactly("cannot reach Kubernetes: Connection refused");
    }
}
