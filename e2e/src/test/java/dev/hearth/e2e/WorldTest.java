package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.node.Missing;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a developer reads whose machine cannot run the end-to-end tests. */
class WorldTest {
    private static final String BEGIN = "No end-to-end test can run here (-Dhearth.e2e=off skips them all): ";

    private static void failsWith(String line, ThrowingCallable check) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessage(BEGIN + line);
    }

    @Test
    void withoutTheProgramsThatTheTestsTypeOneLineNamesThem() {
        failsWith(
                "the tests type commands of kubectl, python3, which this machine lacks.",
                () -> World.requirePrograms("script"::equals));
    }

    @Test
    void withoutWhatTheNodeNeedsOneLineSaysWhatToDo() {
        var root = new Missing("The right to make mounts", Optional.empty(), "Run the same command as root (sudo).");
        failsWith(
                "The right to make mounts is missing. Run the same command as root (sudo)."
                        + " Install what is missing with: apt-get install -y --no-install-recommends runc tini",
                () -> World.requireNothing(
                        List.of(root, Missing.packaged("tini", "tini"), Missing.packaged("runc", "runc"))));
    }

    @Test
    void whereNothingIsMissingTheTestsBegin() {
        assertThatCode(() -> {
                    World.requirePrograms(_ -> true);
                    World.requireNothing(List.of());
                })
                .doesNotThrowAnyException();
    }
}
