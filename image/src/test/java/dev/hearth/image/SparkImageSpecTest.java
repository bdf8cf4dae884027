package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SparkImageSpecTest {

    @ParameterizedTest
    @CsvSource({
        "hearth/spark:4.3.0, docker.io/hearth/spark:4.3.0",
        "spark, docker.io/library/spark:latest",
        "docker.io/hearth/spark:1, docker.io/hearth/spark:1",
        "localhost:5000/spark:1, localhost:5000/spark:1",
        "registry.example.org/a/b/spark, registry.example.org/a/b/spark:latest"
    })
    void spellsTheReferenceAsContainerRuntimesDo(String given, String full) {
        assertThat(spec("4.3.0", given).reference()).isEqualTo(full);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "4.3", "latest", "4.3.0; rm -rf /", "v4.3.0"})
    void refusesWhatIsNoVersion(String version) {
        assertThatThrownBy(() -> spec(version, "spark"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("is not a version of Spark")
                .hasMessageContaining("4.3.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hearth/Spark",
                "a b",
                "spark@sha256:0000000000000000000000000000000000000000000000000000000000000000"
            })
    void refusesReferencesThatCannotBeBuilt(String reference) {
        assertThatThrownBy(() -> spec("4.3.0", reference)).isInstanceOf(ImageException.class);
    }

    @Test
    void refusesAChecksumOfAnotherKind() {
        assertThatThrownBy(() -> new SparkImageSpec("4.3.0", Optional.of("md5"), Optional.empty(), "spark"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("64 hexadecimal digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.3.0", "4.2.1", "4.1.4", "4.0.5", "3.5.9"})
    void pinsTheNewestReleaseOfEachLine(String version) {
        assertThat(SparkRelease.of(version))
                .hasValueSatisfying(release -> assertThat(release.sha256()).matches("[0-9a-f]{64}"));
    }

    @Test
    void knowsNothingOfOtherReleases() {
        assertThat(SparkRelease.of("9.9.9")).isEmpty();
    }

    private static SparkImageSpec spec(String version, String reference) {
        return new SparkImageSpec(version, Optional.empty(), Optional.empty(), reference);
    }
}
