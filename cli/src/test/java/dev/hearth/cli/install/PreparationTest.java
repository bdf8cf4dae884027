package dev.hearth.cli.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.cli.FakeKubernetes;
import dev.hearth.cli.FakeKubernetes.Answer;
import dev.hearth.cli.kube.EmbeddedPlaces;
import dev.hearth.cli.kube.Place;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.terminal.Console;
import dev.hearth.cli.terminal.Style;
import dev.hearth.operator.install.GatewayOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {
    private static final OperatorSetup.Wish CONFINED =
            new OperatorSetup.Wish(Optional.empty(), List.of("work"), 1, List.of(), GatewayOptions.USUAL);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private void ensureOperator(Place place) {
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        var plain = new Style(false, false);
        var console = new Console(stream, stream, false, false, false, 80, plain, plain);
        try (var client = place.client()) {
            new Preparation(client, place, console, false).ensureOperator(Duration.ofMinutes(1));
        }
    }

    @Test
    void anOperatorThatIsAwayForAMomentIsWaitedForAndLeftAsItIs() {
        try (var kubernetes = FakeKubernetes.in(folder)) {
            kubernetes
                    .answers("GET /apis/hearth.dev/v1", "{\"resources\":[]}")
                    .answers("GET /api/v1/namespaces/hearth-system/pods", "{\"items\":[]}")
                    .answers(
                            Operators.GET,
                            new Answer(200, Operators.json(CONFINED, 0)),
                            new Answer(200, Operators.json(CONFINED, 0)),
                            new Answer(200, Operators.json(CONFINED, 1)));
            ensureOperator(EmbeddedPlaces.of(kubernetes, folder));
            assertThat(kubernetes.writes()).isEmpty();
            assertThat(said.toString(StandardCharsets.UTF_8)).contains("Waiting for the operator", "The operator runs");
        }
    }

    @Test
    void anOperatorThatWorksNeedsNothing() {
        try (var kubernetes = FakeKubernetes.in(folder)) {
            kubernetes
                    .answers("GET /apis/hearth.dev/v1", "{\"resources\":[]}")
                    .answers(Operators.GET, Operators.json(CONFINED, 1));
            ensureOperator(EmbeddedPlaces.of(kubernetes, folder));
            assertThat(kubernetes.writes()).isEmpty();
            assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
        }
    }

    @Test
    void onAKubernetesOfTheUsersAPersonDecides() {
        try (var kubernetes = FakeKubernetes.in(folder)) {
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> ensureOperator(kubernetes.place()))
                    .satisfies(problem -> assertThat(problem.advice()).contains("run: hearth install"));
            assertThat(kubernetes.writes()).isEmpty();
        }
    }
}
