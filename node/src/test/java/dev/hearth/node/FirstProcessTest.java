package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class FirstProcessTest {

    @TempDir
    Path home;

    private FirstProcess first = new FirstProcess(Path.of(""), Path.of(""));

    @BeforeEach
    void settle() {
        first = new FirstProcess(home.resolve("first-process"), home.resolve("logs/node.log"));
        Layout.write(first.handshake(), "1\n");
    }

    @Test
    void returnsTheProcessThatSaysItIsReady() {
        var process = start("echo $$ >%1$s.new; mv %1$s.new %1$s; exec sleep 60");

        assertThat(process.alive()).isTrue();
        assertThat(ProcessHandle.of(process.pid())).get().matches(ProcessHandle::destroyForcibly);
    }

    @Test
    @Timeout(5)
    void tellsWhatAProcessSaidThatDiedBeforeItWasReady() {
        assertThatThrownBy(() -> start("echo mount: /proc: permission denied; exit 32"))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("mount: /proc: permission denied")
                .hasMessageContaining("--privileged");
    }

    @Test
    void doesNotTakeADeadProcessForAReadyOne() {
        assertThatThrownBy(() -> start("sh -c 'echo $$ >%1$s.new'; echo tini: not found; mv %1$s.new %1$s; sleep 60"))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("tini: not found");
    }

    @Test
    void doesNotHearOfTheUsersProxies() {
        var command = Command.of("sh", "-c", "env; exit 1")
                .with("https_proxy", "http://proxy.example")
                .with("ETCD_NAME", "mine");

        assertThatThrownBy(() -> first.start(command))
                .hasMessageContaining("PATH=")
                .hasMessageNotContainingAny("proxy.example", "ETCD_NAME");
    }

    private ProcessIdentity start(String script) {
        return first.start(Command.of("sh", "-c", script.formatted(first.handshake())));
    }
}
