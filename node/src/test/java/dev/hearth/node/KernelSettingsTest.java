package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelSettingsTest {

    private static final String FORWARDING = "net/ipv4/ip_forward";

    private static final String PANIC = "kernel/panic";

    private static final String OUT_OF_MEMORY = "vm/panic_on_oom";

    @TempDir
    Path machine;

    private KernelSettings settings = new KernelSettings(Path.of(""), Path.of(""));

    @BeforeEach
    void boot() {
        settings = new KernelSettings(machine.resolve("sys"), machine.resolve("run/kernel-settings"));
        set(FORWARDING, "0");
        set(PANIC, "10");
        set(OUT_OF_MEMORY, "0");
    }

    @Test
    void restoresWhatItChanged() {
        settings.apply();
        assertThat(value(FORWARDING)).isEqualTo("1");

        settings.restore();

        assertThat(value(FORWARDING)).isEqualTo("0");
        assertThat(value(PANIC)).isEqualTo("10");
        assertThat(settings.memory()).doesNotExist();
    }

    @Test
    void remembersTheFirstValueWhenAppliedTwice() {
        settings.apply();
        settings.apply();

        settings.restore();

        assertThat(value(FORWARDING)).isEqualTo("0");
    }

    @Test
    void leavesAloneWhatSomebodyElseChangedSince() {
        set(OUT_OF_MEMORY, "2");
        settings.apply();
        assertThat(value(OUT_OF_MEMORY)).isEqualTo("0");
        set(OUT_OF_MEMORY, "1");

        settings.restore();

        assertThat(value(OUT_OF_MEMORY)).isEqualTo("1");
    }

    @Test
    void letsNoMachineRebootThatDidNotBefore() {
        set(PANIC, "0");
        set("kernel/panic_on_oops", "0");

        settings.apply();

        assertThat(value(PANIC)).isEqualTo("0");
        assertThat(value("kernel/panic_on_oops")).isEqualTo("0");
    }

    @Test
    void putsBackWhatTheFirstVersionChanged() {
        Layout.write(settings.memory(), PANIC + "=0\n" + FORWARDING + "=0\n");
        settings.apply();
        assertThat(value(PANIC)).isEqualTo("10");

        settings.restore();

        assertThat(value(PANIC)).isEqualTo("0");
        assertThat(value(FORWARDING)).isEqualTo("0");
    }

    @Test
    void saysWhatToDoWhereTheKernelRefuses() throws Exception {
        var forwarding = settings.kernel().resolve(FORWARDING);
        Files.delete(forwarding);
        Files.createSymbolicLink(forwarding, Path.of("/proc/sys/kernel/ostype"));

        assertThatThrownBy(settings::apply)
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("--privileged")
                .hasMessageEndingWith("sysctl -w net.ipv4.ip_forward=1");
        Files.delete(forwarding);
    }

    private void set(String setting, String value) {
        Layout.write(settings.kernel().resolve(setting), value + "\n");
    }

    private String value(String setting) {
        assertThat(Files.exists(settings.kernel().resolve(setting))).isTrue();
        return Layout.read(settings.kernel().resolve(setting)).strip();
    }
}
