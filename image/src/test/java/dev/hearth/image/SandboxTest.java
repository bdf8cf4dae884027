package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SandboxTest {

    @Test
    void saysThatNamespacesAreOffInsteadOfBlamingTheBase() {
        Command trial = Command.of("sh", "-c", "echo 'unshare: unshare failed: Operation not permitted' >&2; exit 1");
        assertThatThrownBy(() -> Sandbox.requireAllowed(trial))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("namespaces")
                .hasMessageContaining("as root")
                .hasMessageContaining("Operation not permitted")
                .hasMessageNotContaining("base");
    }
}
