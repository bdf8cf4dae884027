package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SandboxTest {

    private static final ProcessIdentity SELF =
            ProcessIdentity.of(ProcessHandle.current().pid());

    @TempDir
    Path machine;

    private Path pidFile = Path.of("");

    @BeforeEach
    void boot() {
        pidFile = machine.resolve("run/it.pid");
    }

    @Test
    void refusesToBeTakenForANodeWithAnotherHome() {
        new RunRecord(SELF, Optional.of(machine.resolve("home"))).write(pidFile);
        var other = sandbox("other");

        assertThat(sandbox("home").process()).contains(SELF.pid());
        assertThatThrownBy(other::process)
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("HEARTH_NODE_HOME=" + machine.resolve("home") + " hearth node down");
        assertThatThrownBy(other::stop).isInstanceOf(NodeException.class);
        assertThat(pidFile).exists();
    }

    @Test
    void knowsItsHomeByAnotherNameToo() throws Exception {
        Files.createDirectories(machine.resolve("disk/home"));
        Files.createSymbolicLink(machine.resolve("lib"), machine.resolve("disk"));
        new RunRecord(SELF, Optional.of(machine.resolve("lib/home"))).write(pidFile);

        assertThat(sandbox("disk/home").process()).contains(SELF.pid());
    }

    @Test
    void knowsTheHomeOfANodeThatTheFirstVersionStarted() throws Exception {
        var services = machine.resolve("home/services").toString();
        var supervisor = new ProcessBuilder("sh", "-c", "sleep 60; exit", "runsvdir", services).start();
        try {
            var identity = ProcessIdentity.of(supervisor.pid());
            Layout.write(pidFile, identity.pid() + " " + identity.started() + "\n");

            assertThat(sandbox("home").process()).contains(identity.pid());
            assertThat(sandbox("home").runsHere()).isTrue();
            assertThatThrownBy(sandbox("other")::process).isInstanceOf(NodeException.class);
        } finally {
            supervisor.descendants().forEach(ProcessHandle::destroy);
            supervisor.destroy();
        }
    }

    @Test
    void takesNoFolderForItsHomeWithoutARecord() {
        Layout.write(pidFile, SELF.pid() + " " + SELF.started() + "\n");

        assertThat(sandbox("home").process()).contains(SELF.pid());
        assertThat(sandbox("home").runsHere()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "%d 1 /elsewhere\n", "%d 1\n", "%d\n", "1000000000000 1 /elsewhere\n"})
    void isNotMisledByWhatARebootLeft(String text) {
        Layout.write(pidFile, text.formatted(SELF.pid()));

        assertThat(sandbox("home").process()).isEmpty();
    }

    @Test
    void saysThatItIsReadyOnlyWhenEverythingIsInPlace() {
        var init = sandbox("home").initScript(List.of("/var/lib/kubelet"));

        assertThat(init.lines().toList().reversed()).satisfies(lines -> {
            assertThat(lines.get(0)).startsWith("exec tini");
            assertThat(lines.get(1)).startsWith("mv ").endsWith("/first-process");
        });
        assertThat(init.indexOf("first-process")).isGreaterThan(init.lastIndexOf("mount "));
    }

    private Sandbox sandbox(String home) {
        return new Sandbox(
                new NodeSettings("it", machine.resolve(home), machine.resolve("cache")),
                new Layout(machine.resolve(home)),
                machine.resolve("run"));
    }
}
