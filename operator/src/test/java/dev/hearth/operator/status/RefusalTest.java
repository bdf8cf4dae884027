package dev.hearth.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {
    @Test
    void aRightThatIsLackingIsSaidAtOnce() {
        var forbidden = failure(403, status("secrets is forbidden"));
        assertThat(Refusal.of(new IllegalStateException(forbidden), 0)).hasValueSatisfying(refusal -> {
            assertThat(refusal.reason()).isEqualTo("Forbidden");
            assertThat(refusal.message()).contains("secrets is forbidden", "hearth install");
        });
    }

    @Test
    void whatPassesIsSaidOnlyWhenItDoesNot() {
        var broken = failure(500, status("failed calling webhook"));
        assertThat(Refusal.of(broken, 1)).isEmpty();
        assertThat(Refusal.of(broken, 5))
                .hasValueSatisfying(refusal -> assertThat(refusal.message()).contains("failed calling webhook"));
        var away = new KubernetesClientException("no route", new IOException("no route"));
        assertThat(Refusal.of(away, 1)).isEmpty();
        assertThat(Refusal.of(away, 5))
                .hasValueSatisfying(refusal -> assertThat(refusal.message()).contains("no route"));
    }

    @Test
    void aNamespaceThatGoesIsNobodysFault() {
        var going = failure(
                403,
                new StatusBuilder(status("it is going"))
                        .withNewDetails()
                        .addNewCause("namespace", "is being terminated", "NamespaceTerminating")
                        .endDetails()
                        .build());
        assertThat(Refusal.of(going, 50)).isEmpty();
    }

    @Test
    void aMistakeOfTheOperatorIsSaidAtOnce() {
        assertThat(Refusal.of(new IllegalArgumentException("oops"), 0))
                .hasValueSatisfying(refusal -> assertThat(refusal.message()).contains("oops", "log"));
    }

    @Test
    void anOperatorThatMayNotLookSaysAtWhat() {
        assertThat(Refusal.blind(List.of("secrets", "pods")).message())
                .contains("cannot list secrets, pods", "hearth install");
    }

    private static KubernetesClientException failure(int code, Status status) {
        return new KubernetesClientException(status.getMessage(), code, status);
    }

    private static Status status(String message) {
        return new StatusBuilder().withMessage(message).build();
    }
}
