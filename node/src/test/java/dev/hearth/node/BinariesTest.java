package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BinariesTest {

    @TempDir
    Path cache;

    @Test
    void isCompleteOnceEveryProgramIsThere() {
        var binaries = new Binaries(cache);
        assertThat(binaries.complete()).isFalse();

        for (var program : GoProgram.values()) {
            Layout.writeExecutable(binaries.path(program), "#!/bin/sh\n");
        }

        assertThat(binaries.complete()).isTrue();
    }

    @Test
    void prunesOnlyEarlierVersionsOfItsOwnPrograms() {
        var binaries = new Binaries(cache);
        var earlier = cache.resolve("kubernetes-000000000000/kubernetes");
        var foreign = cache.resolve("spark/image.tar");
        var current = binaries.path(GoProgram.KUBERNETES);
        for (var file : new Path[] {earlier, foreign, current}) {
            Layout.writeExecutable(file, "");
        }

        binaries.prune();

        assertThat(earlier.getParent()).doesNotExist();
        assertThat(foreign).exists();
        assertThat(current).exists();
    }
}
