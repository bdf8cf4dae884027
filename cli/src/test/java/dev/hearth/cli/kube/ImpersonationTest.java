package dev.hearth.cli.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.cli.FakeKubernetes;
import dev.hearth.cli.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImpersonationTest {
    @TempDir
    private Path folder;

    @Test
    void everyRequestIsMadeAsSomebodyElse() {
        var user = "token: t, as: jane, as-groups: [dev, ops], as-user-extra: {reason: [audit]}";
        try (var fake = FakeKubernetes.named("fake", user, folder)) {
            fake.answers("GET /version", "{}");
            assertThat(fake.place().reader().read("/version")).isPresent();
            var headers = fake.requests().getFirst().headers();
            assertThat(headers).containsEntry("Impersonate-user", List.of("jane"));
            assertThat(headers.get("Impersonate-group")).containsExactlyInAnyOrder("dev", "ops");
            assertThat(headers).containsEntry("Impersonate-extra-reason", List.of("audit"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"as: jane, as-uid: x", "as-groups: [system:masters]"})
    void whatCannotBeHonouredIsRefused(String user) {
        try (var fake = FakeKubernetes.named("fake", user, folder)) {
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(fake::place)
                    .withMessageContaining("which Hearth cannot do")
                    .satisfies(problem -> assertThat(problem.advice()).isPresent());
        }
    }
}
