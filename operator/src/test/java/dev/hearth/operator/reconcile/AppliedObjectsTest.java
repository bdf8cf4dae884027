package dev.hearth.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import org.junit.jupiter.api.Test;

class AppliedObjectsTest {
    private final AppliedObjects applied = new AppliedObjects();

    @Test
    void whatTheServerMadeOfAnObjectIsKnownUntilEitherChanges() {
        applied.remember(service("a", 80), service("a", 8080));
        assertThat(applied.isKnown(service("a", 80), service("a", 8080))).isTrue();
        assertThat(applied.isKnown(service("a", 81), service("a", 8080))).isFalse();
        assertThat(applied.isKnown(service("a", 80), service("a", 8081))).isFalse();
        assertThat(applied.isKnown(service("b", 80), service("b", 8080))).isFalse();
    }

    @Test
    void whatControllersCountIsNoChange() {
        applied.remember(service("a", 80), service("a", 8080));
        var later = service("a", 8080)
                .edit()
                .editMetadata()
                .withResourceVersion("9")
                .withGeneration(3L)
                .endMetadata()
                .build();
        assertThat(applied.isKnown(service("a", 80), later)).isTrue();
    }

    @Test
    void whatIsForgottenIsNotKnown() {
        applied.remember(service("a", 80), service("a", 8080));
        applied.forget(service("a", 80));
        assertThat(applied.isKnown(service("a", 80), service("a", 8080))).isFalse();
        assertThat(applied.size()).isZero();
    }

    @Test
    void thoseThatAreAskedForStayAndTheOldestGo() {
        applied.remember(service("asked", 80), service("asked", 8080));
        applied.remember(service("old", 80), service("old", 8080));
        for (var i = 0; i < 1_999; i++) {
            applied.remember(service("s" + i, 80), service("s" + i, 8080));
            if (i % 500 == 0) {
                assertThat(applied.isKnown(service("asked", 80), service("asked", 8080)))
                        .isTrue();
            }
        }
        assertThat(applied.size()).isEqualTo(2000);
        assertThat(applied.isKnown(service("asked", 80), service("asked", 8080)))
                .isTrue();
        assertThat(applied.isKnown(service("old", 80), service("old", 8080))).isFalse();
    }

    private static Service service(String name, int port) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withNamespace("team")
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(port)
                .endPort()
                .endSpec()
                .build();
    }
}
