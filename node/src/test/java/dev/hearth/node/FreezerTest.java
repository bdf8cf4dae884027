package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FreezerTest {

    @TempDir
    Path root;

    @Test
    void usesTheUnifiedHierarchyWhereThereIsOne() {
        write("cgroup.controllers", "");
        write("it/cgroup.freeze", "0\n");
        write("it/cgroup.events", "populated 1\nfrozen 0\n");
        assertThat(freezer().frozen()).isFalse();

        // What the kernel says when all have stopped.
        write("it/cgroup.events", "populated 1\nfrozen 1\n");
        freezer().freeze();

        assertThat(root.resolve("it/cgroup.freeze")).hasContent("1");
        assertThat(freezer().frozen()).isTrue();
        freezer().thaw();
        assertThat(root.resolve("it/cgroup.freeze")).hasContent("0");
    }

    @Test
    void usesTheOldHierarchyWhereThereIsNoOther() {
        write("freezer/cgroup.procs", "");
        write("freezer/it/freezer.state", "THAWED\n");
        write("memory/cgroup.procs", "");
        write("memory/it/cgroup.procs", "");

        freezer().freeze();

        assertThat(root.resolve("freezer/it/freezer.state")).hasContent("FROZEN");
        assertThat(freezer().frozen()).isTrue();
        freezer().thaw();
        assertThat(freezer().frozen()).isFalse();
    }

    @Test
    void isNowhereWithoutANode() throws Exception {
        write("freezer/cgroup.procs", "");
        Files.createDirectories(root.resolve("freezer/other"));

        assertThat(Freezer.in(cgroups())).isEmpty();
    }

    private Freezer freezer() {
        return Freezer.in(cgroups()).orElseThrow();
    }

    private Cgroups cgroups() {
        return new Cgroups(root, "it", new Controllers(root.resolve("memory-of-ours"), Files::writeString));
    }

    private void write(String file, String content) {
        Layout.write(root.resolve(file), content);
    }
}
