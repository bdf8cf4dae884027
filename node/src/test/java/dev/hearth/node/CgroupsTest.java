package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CgroupsTest {

    @TempDir
    Path root;

    @Test
    void enablesControllersOnTheUnifiedHierarchy() {
        write("cgroup.controllers", "cpu memory pids\n");
        write("cgroup.subtree_control", "cpu memory pids\n");

        assertThat(cgroups().create()).containsExactly(root.resolve("hearth/node"));
    }

    @Test
    void joinsEachOfTheOldHierarchies() {
        write("cpuset/cgroup.procs", "");
        write("cpuset/cpuset.cpus", "0-1\n");
        write("cpuset/cpuset.mems", "0\n");
        write("memory/cgroup.procs", "");

        assertThat(cgroups().create())
                .containsExactly(root.resolve("cpuset/hearth/node"), root.resolve("memory/hearth/node"));
        assertThat(root.resolve("cpuset/hearth/node/cpuset.cpus")).hasContent("0-1");
    }

    @Test
    void removesNothingWhereThereIsNothing() {
        write("memory/cgroup.procs", "");

        cgroups().remove();

        assertThat(root.resolve("memory")).isDirectory();
    }

    @Test
    void saysWhatToDoWhereItMayNotMakeOne() {
        write("memory/cgroup.procs", "");
        write("memory/hearth", "in the way");

        assertThatThrownBy(() -> cgroups().create())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("--privileged")
                .hasMessageEndingWith("mount -o remount,rw " + root.resolve("memory"));
    }

    private Cgroups cgroups() {
        return new Cgroups(root, "hearth", new Controllers(root.resolve("memory-of-ours"), Files::writeString));
    }

    private void write(String file, String content) {
        Layout.write(root.resolve(file), content);
    }
}
