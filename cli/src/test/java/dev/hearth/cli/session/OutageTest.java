package dev.hearth.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OutageTest {
    private static final KubernetesClientException NO_ANSWER =
            new KubernetesClientException("no answer", new IOException("connection refused"));
    private static final KubernetesClientException OVERLOADED = new KubernetesClientException("later", 503, null);
    private static final KubernetesClientException FORBIDDEN = new KubernetesClientException("no", 403, null);

    private static Outage outage(Duration patience) {
        return new Outage(patience, Duration.ofMillis(1), _ -> {});
    }

    private static Supplier<String> answers(Object... answers) {
        var rest = new ArrayDeque<>(List.of(answers));
        return () -> {
            if (rest.pop() instanceof KubernetesClientException failure) {
                throw failure;
            }
            return "answer";
        };
    }

    @Test
    void asksUntilThereIsAnAnswer() {
        var outage = outage(Duration.ofMinutes(1));
        assertThat(outage.outlast(answers(NO_ANSWER, OVERLOADED, "answer"))).isEqualTo("answer");
    }

    @Test
    void aRefusalIsAnAnswer() {
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> outage(Duration.ofMinutes(1)).outlast(answers(NO_ANSWER, FORBIDDEN, "answer")))
                .isSameAs(FORBIDDEN);
    }

    @Test
    void givesUpInTheEnd() {
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> outage(Duration.ZERO).outlast(answers(NO_ANSWER, NO_ANSWER, NO_ANSWER, "answer")))
                .isSameAs(NO_ANSWER);
    }
}
