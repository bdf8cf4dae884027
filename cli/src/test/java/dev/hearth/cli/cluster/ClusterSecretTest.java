package dev.hearth.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSecretTest {
    @Test
    void aFileKeepsItAndNobodyElseReadsIt(@TempDir Path folder) throws IOException {
        var file = folder.resolve("secret");
        var first = ClusterSecret.keptIn(file);
        assertThat(first).hasSizeGreaterThanOrEqualTo(64);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(ClusterSecret.keptIn(file)).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "64 characters with blanks, which a properties file would take apart .......",
                "0123456789012345678901234567890123456789012345678901234567890123\nspark.x=y"
            })
    void whatSparkWouldReadOtherwiseIsWrongUsage(String secret) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> ClusterSecret.of(secret))
                .satisfies(problem -> assertThat(problem.exit()).isEqualTo(Exit.USAGE))
                .satisfies(problem -> assertThat(problem.advice()).isPresent());
    }
}
