package dev.hearth.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ClusterFileTest {
    private static ClusterFile file(String text) {
        return ClusterFile.of(Path.of("c.yaml"), text);
    }

    @Test
    void readsYamlWithCommentsAndAnEmptyDocument() {
        var file = file("# mine\n---\nkind: SparkCluster\nmetadata: {name: a, namespace: b}\n---\n");
        assertThat(file.name()).contains("a");
        assertThat(file.namespace()).contains("b");
    }

    @Test
    void readsJson() {
        assertThat(file("{\"kind\":\"SparkCluster\",\"metadata\":{\"name\":\"a\"}}")
                        .name())
                .contains("a");
    }

    @Test
    void refusesOtherKindsSeveralObjectsAndNonsense() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> file("kind: Pod"))
                .withMessage("c.yaml must hold a SparkCluster and holds: Pod")
                .satisfies(problem -> assertThat(problem.exit()).isEqualTo(Exit.USAGE));
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> file("kind: SparkCluster\n---\nkind: SparkCluster"))
                .withMessage("c.yaml must hold exactly one SparkCluster and holds 2 documents");
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> file(""))
                .withMessage("c.yaml must hold exactly one SparkCluster and holds nothing");
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> file("a: [b"))
                .withMessageContaining("c.yaml is not valid YAML");
    }
}
