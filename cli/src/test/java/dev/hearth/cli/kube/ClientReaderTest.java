package dev.hearth.cli.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.cli.FakeKubernetes;
import dev.hearth.cli.FakeKubernetes.Answer;
import dev.hearth.cli.problem.Explanation;
import dev.hearth.cli.problem.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientReaderTest {
    @TempDir
    private Path folder;

    @Test
    void tellsAMissingObjectFromAMissingKind() {
        try (var fake = FakeKubernetes.in(folder)) {
            fake.answers("GET /there", "{\"a\":1}").answers("GET /gone", FakeKubernetes.notFound());
            var reader = fake.place().reader();
            assertThat(reader).isInstanceOf(ClientReader.class);
            assertThat(reader.read("/there").orElseThrow().path("a").asInt()).isOne();
            assertThat(reader.read("/gone")).isEmpty();
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> reader.read("/unknown"))
                    .withMessage("this Kubernetes does not know SparkClusters yet");
        }
    }

    @Test
    void saysWhyItWasRefused() {
        try (var fake = FakeKubernetes.in(folder)) {
            fake.answers("GET /x", new Answer(403, FakeKubernetes.status(403, "no")));
            var reader = fake.place().reader();
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> reader.read("/x"))
                    .withMessage("Kubernetes does not let you do this: no");
            fake.stop();
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> reader.read("/x"))
                    .satisfies(thrown ->
                            assertThat(Explanation.of(thrown).message()).startsWith("cannot reach Kubernetes: "));
        }
    }
}
