package dev.hearth.cli.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.cli.FakeKubernetes;
import dev.hearth.cli.install.ImageDelivery.Content;
import dev.hearth.cli.kube.Platform;
import dev.hearth.cli.problem.Problem;
import dev.hearth.image.BuiltImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageDeliveryTest {
    private static final BuiltImage IMAGE =
            new BuiltImage("docker.io/hearth/spark:4.3.0", "sha256:1", Path.of("/cache/spark.tar"), List.of());

    @TempDir
    private Path folder;

    private ImageDelivery delivery(FakeKubernetes kubernetes) {
        return new ImageDelivery(kubernetes.place(), new Programs(List.of(folder.resolve("none"), folder)));
    }

    /** A program that writes down what it was called with. */
    private void install(String program, int exit) throws IOException {
        var file = Files.writeString(
                folder.resolve(program),
                "#!/bin/sh\necho \"$@\" >>'" + folder + "/called'\necho 'its own words' >&2\nexit " + exit + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @ParameterizedTest
    @CsvSource({
        "kind-lab, kind, load image-archive /cache/spark.tar --name lab",
        "minikube, minikube, --profile minikube image load /cache/spark.tar"
    })
    void theProgramThatMadeTheClusterLoadsTheImage(String cluster, String program, String arguments)
            throws IOException {
        try (var kubernetes = FakeKubernetes.named(cluster, "", folder)) {
            assertThat(kubernetes.place().platform()).isNotEqualTo(new Platform.Remote());
            install(program, 0);
            delivery(kubernetes).load(Content.SPARK, IMAGE);
            assertThat(folder.resolve("called")).hasContent(arguments);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kind-lab, kind, docker exec -i lab-control-plane ctr --namespace k8s.io images import - < /cache/spark.tar",
        "minikube, minikube, docker exec -i minikube docker load < /cache/spark.tar"
    })
    void withoutThatProgramThereIsAWayByHand(String cluster, String program, String byHand) throws IOException {
        try (var kubernetes = FakeKubernetes.named(cluster, "", folder)) {
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> delivery(kubernetes).load(Content.SPARK, IMAGE))
                    .withMessageContaining("the program " + program)
                    .withMessageEndingWith("is not on your path")
                    .satisfies(problem ->
                            assertThat(problem.advice().orElseThrow()).endsWith(byHand));
            install(program, 1);
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> delivery(kubernetes).load(Content.SPARK, IMAGE))
                    .withMessageStartingWith("`" + program + " ")
                    .withMessageEndingWith("` failed: its own words");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SPARK, the Spark image, image build --to",
        "OPERATOR, the operator's image, image build --operator --to"
    })
    void elsewhereTheImageThatIsMeantMustComeFromARegistry(Content content, String name, String build) {
        try (var kubernetes = FakeKubernetes.in(folder)) {
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> delivery(kubernetes).load(content, IMAGE))
                    .withMessageStartingWith(name + " must come from a registry")
                    .satisfies(problem ->
                            assertThat(problem.advice().orElseThrow()).contains("hearth " + build));
        }
    }

    @ParameterizedTest
    @CsvSource({"docker.io/hearth/spark:4.3.0, true", "hearth/spark:4.3.0, true", "docker.io/hearth/spark:4.3.1, false"
    })
    void nodesSpellTheNameInTwoWays(String listed, boolean there) {
        try (var kubernetes = FakeKubernetes.in(folder)) {
            kubernetes.answers(
                    "GET /api/v1/nodes",
                    "{\"items\":[{\"status\":{\"images\":[{},{\"names\":[\"x\"]},{\"names\":[\"%s\"]}]}}]}"
                            .formatted(listed));
            try (var client = kubernetes.place().client()) {
                assertThat(delivery(kubernetes).has(client, IMAGE.reference())).isEqualTo(there);
            }
        }
    }

    @Test
    void whatWasLoadedIsRememberedBesideTheNode() {
        var images = LoadedImages.in(folder.resolve("notes"));
        assertThat(images.digest("a:1")).isEmpty();
        images.remember("a:1", "sha256:1");
        images.remember("b:1", "sha256:2");
        images.remember("a:1", "sha256:3");
        assertThat(images.digest("a:1")).contains("sha256:3");
        assertThat(images.digest("b:1")).contains("sha256:2");
    }
}
