package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoProgramTest {

    @Test
    void readsUpstreamsVersionFromTheModule() {
        assertThat(GoProgram.KUBERNETES.version()).matches("v1\\.\\d+\\.\\d+");
        assertThat(GoProgram.COREDNS.version()).matches("v1\\.\\d+\\.\\d+");
        assertThat(GoProgram.PAUSE.version()).isEmpty();
    }

    @Test
    void stampsKubernetesWithItsVersion() {
        assertThat(GoProgram.KUBERNETES.buildArguments().getLast())
                .contains("version.gitVersion=" + GoProgram.KUBERNETES.version());
    }

    @Test
    void carriesTheSourcesInTheJar(@TempDir Path folder) throws Exception {
        GoProgram.KUBERNETES.extractTo(folder);

        assertThat(folder.resolve("main.go")).content().contains("package main");
        assertThat(folder.resolve("go.sum")).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource({
        "'golang-go:\n  Installed: (none)\n  Candidate: 2:1.24~2\n', true",
        "'golang-go:\n  Installed: (none)\n  Candidate: 2:1.21~2\n', true",
        "'golang-go:\n  Installed: (none)\n  Candidate: 2:1.19~1\n', false",
        "'golang-go:\n  Installed: (none)\n  Candidate: (none)\n', false",
        "'', false",
    })
    void offersThePackageOnlyIfItsGoCanBuild(String policy, boolean offered) {
        assertThat(GoToolchain.missing(policy).aptPackage().isPresent()).isEqualTo(offered);
    }

    @ParameterizedTest
    @CsvSource({
        "go version go1.26.8 linux/amd64, true",
        "go version go1.24.4 linux/arm64, true",
        "go version go1.19.8 linux/amd64, false",
        "sh: go: not found, false",
    })
    void knowsWhichGoCanBuild(String output, boolean usable) {
        assertThat(GoToolchain.of("go", output)).matches(go -> go.isPresent() == usable);
    }
}
