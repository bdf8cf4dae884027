package dev.hearth.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The settings of the host's kernel that a running node changes, and their return to what they were.
 * The old values lie in /run: a reboot takes them away together with the changes.
 */
record KernelSettings(Path kernel, Path memory) {

    /** Without forwarding no pod reaches the world; and no pod that exceeds its memory may end the whole machine. */
    private static final Map<String, String> WANTED = Map.of(
            "net/ipv4/ip_forward", "1",
            "vm/panic_on_oom", "0");

    static KernelSettings ofThisMachine() {
        return new KernelSettings(Path.of("/proc/sys"), Sandbox.RUN.resolve("kernel-settings"));
    }

    void apply() {
        var remembered = remembered();
        WANTED.forEach((setting, wanted) -> value(setting)
                .filter(present -> !present.equals(wanted))
                .ifPresent(present -> {
                    remembered.putIfAbsent(setting, present);
                    save(remembered);
                    set(setting, wanted);
                }));
    }

    /** Puts back what was there before, except where somebody else has changed it since. */
    void restore() {
        remembered()
                .forEach((setting, before) -> value(setting)
                        .filter(present -> present.equals(changed(setting)))
                        .ifPresent(present -> set(setting, before)));
        try {
            Files.deleteIfExists(memory);
        } catch (IOException e) {
            throw new NodeException("Cannot delete " + memory + ". Delete it yourself and try again.", e);
        }
    }

    /** Returns what a node made of a setting; the first version also changed everything that the kubelet looks at. */
    private static String changed(String setting) {
        return WANTED.getOrDefault(setting, KubeletKernel.SETTINGS.getOrDefault(setting, ""));
    }

    private Map<String, String> remembered() {
        return !Files.exists(memory)
                ? new LinkedHashMap<>()
                : Layout.read(memory)
                        .lines()
                        .map(line -> line.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> b, LinkedHashMap::new));
    }

    private void save(Map<String, String> values) {
        Layout.write(
                memory,
                values.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    private Optional<String> value(String setting) {
        // The kernel answers one read only, so it has to ask for everything at once; Files.readString does not.
        try (var reader = Files.newBufferedReader(kernel.resolve(setting))) {
            return Optional.ofNullable(reader.readLine()).map(String::strip);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void set(String setting, String value) {
        try {
            Files.writeString(kernel.resolve(setting), value);
        } catch (IOException e) {
            var name = setting.replace('/', '.');
            throw new NodeException(
                    "Cannot set the kernel's " + name
                            + ". In a container, start that with --privileged; elsewhere find out what forbids this:"
                            + " sysctl -w " + name + "=" + value,
                    e);
        }
    }
}
