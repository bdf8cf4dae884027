package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TiniTest {

    @TempDir
    Path root;

    @Test
    void isTakenFromWhereverTheBaseHasIt() throws IOException {
        Path tini = Files.createDirectories(root.resolve("opt/tools")).resolve("tini");
        Files.writeString(tini, "");
        assertThat(tini.toFile().setExecutable(true)).isTrue();
        assertThat(Tini.entrypoint(root, "/usr/bin:/opt/tools")).containsExactly("/opt/tools/tini", "--");
    }

    @Test
    void isNotNeeded() {
        assertThat(Tini.entrypoint(root, "::relative:/usr/bin")).isEmpty();
    }
}
