package dev.hearth.cli.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceTest {
    private final List<String> said = new ArrayList<>();

    private static RuntimeException answer(int code) {
        return new KubernetesClientException(
                "no", code, new StatusBuilder().withMessage("no").build());
    }

    private Integer count(Duration time, List<Supplier<Integer>> looks) {
        var left = new ArrayDeque<>(looks);
        Supplier<Integer> look = () -> (left.size() > 1 ? left.remove() : left.element()).get();
        return Patience.of(time).look(look, seen -> seen > 1, seen -> "saw " + seen, said::add);
    }

    private static Supplier<Integer> failing(RuntimeException thrown) {
        return () -> {
            throw thrown;
        };
    }

    @Test
    void looksAgainUntilItIsAsWished() {
        assertThat(count(Duration.ofMinutes(1), List.of(() -> 1, () -> 2))).isEqualTo(2);
        assertThat(said).containsExactly("saw 1");
    }

    @Test
    void endsWithWhatIsThereWhenTheTimeIsOver() {
        assertThat(count(Duration.ZERO, List.of(() -> 1))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void anApiServerInTroubleIsAskedAgain(int code) {
        assertThat(count(Duration.ofMinutes(1), List.of(failing(answer(code)), () -> 2)))
                .isEqualTo(2);
        assertThat(said).hasSize(1).first().asString().contains("at the moment");
    }

    @Test
    void anApiServerThatRestartsIsAskedAgain() {
        var refused = new UncheckedIOException(new ConnectException("Connection refused"));
        assertThat(count(Duration.ofMinutes(1), List.of(failing(refused), () -> 2)))
                .isEqualTo(2);
        assertThat(said).containsExactly("cannot reach Kubernetes: Connection refused");
    }

    @Test
    void troubleThatOutlastsThePatienceIsATimeout() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> count(Duration.ofNanos(1), List.of(failing(answer(503)))))
                .withMessageStartingWith("gave up after 0.0s: Kubernetes is not able to answer")
                .satisfies(problem -> assertThat(problem.exit()).isEqualTo(Exit.TIMED_OUT))
                .satisfies(problem -> assertThat(problem.advice()).isPresent());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 422})
    void whatWillNotPassEndsTheWaitAtOnce(int code) {
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> count(Duration.ofMinutes(1), List.of(failing(answer(code)), () -> 2)));
    }
}
