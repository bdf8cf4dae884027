package dev.hearth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code hearth}, with a Java that only says what it was called with. */
class LauncherTest {
    @TempDir
    private Path folder;

    private Path java;

    @BeforeEach
    void makeACheckoutAndAJava() throws IOException {
        var script = Files.copy(Path.of("..", "hearth"), folder.resolve("hearth"));
        executable(script);
        Files.createDirectories(folder.resolve("cli/target"));
        Files.createFile(folder.resolve("cli/target/hearth.jar"));
        java = folder.resolve("jdk");
        Files.createDirectories(java.resolve("bin"));
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        executable(Files.writeString(java.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n"));
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> run(String called, Map<String, String> more, String... arguments)
            throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(folder.resolve(called).toString()));
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        var environment = builder.environment();
        environment.clear();
        environment.putAll(Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "JAVA_HOME", java.toString()));
        environment.putAll(more);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    private Map<String, String> home() throws IOException {
        return Map.of("HOME", Files.createDirectories(folder.resolve("home")).toString());
    }

    @Test
    void kubectlsQuestionForCompletionsRunsNothing() throws IOException, InterruptedException {
        Files.createSymbolicLink(folder.resolve("kubectl_complete-hearth"), folder.resolve("hearth"));
        assertThat(run("kubectl_complete-hearth", home(), "down", "demo"))
                .endsWith(folder.resolve("cli/target/hearth.jar").toString(), "__complete", "down", "demo")
                .contains("-Dhearth.command=kubectl hearth");
        Files.createSymbolicLink(folder.resolve("kubectl-hearth"), folder.resolve("hearth"));
        assertThat(run("kubectl-hearth", home(), "down", "demo"))
                .endsWith(folder.resolve("cli/target/hearth.jar").toString(), "down", "demo")
                .contains("-Dhearth.command=kubectl hearth");
    }

    @Test
    void theArchiveOfClassesLiesWhereNobodyElseWrites() throws IOException, InterruptedException {
        assertThat(run("hearth", home(), "ps"))
                .anyMatch(option ->
                        option.startsWith("-XX:SharedArchiveFile=" + folder.resolve("home/.cache/hearth/cli/")));
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("home/.cache/hearth/cli"))))
                .isEqualTo("rwx------");
    }

    @Test
    void withoutAFolderOfItsOwnThereIsNoArchive() throws IOException, InterruptedException {
        var file = Files.createFile(folder.resolve("no-folder"));
        assertThat(run("hearth", Map.of("XDG_CACHE_HOME", file.toString()), "ps"))
                .contains("ps")
                .noneMatch(option -> option.contains("SharedArchiveFile"));
    }

    @Test
    void homeNeedNotBeSet() throws IOException, InterruptedException {
        assertThat(run(
                        "hearth",
                        Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()),
                        "ps"))
                .endsWith("ps");
    }

    /** Every module that the CLI brings along; its other dependencies come from elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"api", "operator", "gateway", "image", "node", "cli"})
    void aSourceThatChangedIsBuiltBeforeAnythingRuns(String module) throws IOException, InterruptedException {
        var built = folder.resolve("built");
        executable(Files.writeString(
                Files.createDirectories(folder.resolve("bin")).resolve("mvn"), "#!/bin/sh\n: >" + built + "\n"));
        Files.createFile(folder.resolve("pom.xml"));
        var jar = folder.resolve("cli/target/hearth.jar");
        var source = Files.createFile(
                Files.createDirectories(folder.resolve(module + "/src")).resolve("Some.java"));
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        var environment = new HashMap<>(home());
        environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");

        run("hearth", environment, "ps");
        assertThat(built).as("nothing has changed").doesNotExist();
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(120)));
        run("hearth", environment, "ps");
        assertThat(built).exists();
    }
}
