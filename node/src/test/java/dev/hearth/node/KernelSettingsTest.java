package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelSettingsTest {

    private static final String FORWARDING = "net/ipv4/ip_forward";

    private static final String PANIC = "kernel/panic";

    @TempDir
    Path machine;

    private KernelSettings settings = new KernelSettings(Path.of(""), Path.of(""));

    @BeforeEach
    void boot() {
        settings = new KernelSettings(machine.resolve("sys"), machine.resolve("run/kernel-settings"));
        set(FORWARDING, "0");
        set(PANIC, "10");
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
        set(PANIC, "0");
        settings.apply();
        set(PANIC, "60");

        settings.restore();

        assertThat(value(PANIC)).isEqualTo("60");
    }

    private void set(String setting, String value) {
        Layout.write(settings.kernel().resolve(setting), value + "\n");
    }

    private String value(String setting) {
        assertThat(Files.exists(settings.kernel().resolve(setting))).isTrue();
        return Layout.read(settings.kernel().resolve(setting)).strip();
    }
}
