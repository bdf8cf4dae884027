package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControllersTest {

    @TempDir
    Path machine;

    private Path root = Path.of("");

    private Controllers controllers = new Controllers(Path.of(""), (_, _) -> {});

    private final Set<String> refused = new HashSet<>();

    @BeforeEach
    void boot() throws IOException {
        root = Files.createDirectories(machine.resolve("cgroup"));
        controllers = new Controllers(machine.resolve("run/cgroup-controllers"), this::kernel);
        set(root, "cgroup.controllers", "cpu io memory pids\n");
        set(root, "cgroup.subtree_control", "memory\n");
        set(root, "cgroup.procs", "1\n7\n");
    }

    @Test
    void handsDownEverythingAndTakesBackWhatItAdded() {
        controllers.enableForNow(root);
        assertThat(handedDown()).containsExactly("cpu", "io", "memory", "pids");

        controllers.restore();

        assertThat(handedDown()).containsExactly("memory");
        assertThat(controllers.memory()).doesNotExist();
    }

    @Test
    void remembersTheBeginningWhenUsedTwice() {
        controllers.enableForNow(root);
        controllers.enableForNow(root);

        controllers.restore();

        assertThat(handedDown()).containsExactly("memory");
    }

    @Test
    void goesOnWithoutAControllerThatTheKernelRefuses() {
        refused.add("+cpu");

        controllers.enableForNow(root);
        assertThat(handedDown()).containsExactly("io", "memory", "pids");
        assertThat(root.resolve("init")).doesNotExist();

        controllers.restore();

        assertThat(handedDown()).containsExactly("memory");
    }

    @Test
    void leavesAControllerThatSomebodyElseHasComeToNeed() {
        controllers.enableForNow(root);
        refused.add("-io");

        controllers.restore();

        assertThat(handedDown()).containsExactly("io", "memory");
    }

    @Test
    void makesWayInTheRootOfAContainerAndMovesBack() throws IOException {
        set(root, "cgroup.type", "domain\n");
        set(root, "cgroup.subtree_control", "");

        controllers.enableForNow(root);
        assertThat(handedDown()).containsExactly("cpu", "io", "memory", "pids");
        assertThat(words(root.resolve("init/cgroup.procs"))).containsExactly("1", "7");
        assertThat(words(root.resolve("cgroup.procs"))).isEmpty();

        // The real one is empty to rmdir.
        var refuge = root.resolve("init");
        controllers.restore();

        assertThat(handedDown()).isEmpty();
        assertThat(words(root.resolve("cgroup.procs"))).containsExactly("1", "7");
        assertThat(words(refuge.resolve("cgroup.procs"))).isEmpty();
    }

    @Test
    void movesNobodyWhoIsNotInTheWay() throws IOException {
        set(root, "cgroup.type", "domain\n");
        set(root, "cgroup.procs", "");

        controllers.enableForNow(root);

        assertThat(handedDown()).containsExactly("cpu", "io", "memory", "pids");
        assertThat(root.resolve("init")).doesNotExist();
    }

    /** What the kernel does with the two files that matter here. */
    private void kernel(Path file, String text) throws IOException {
        if (file.endsWith("cgroup.procs")) {
            for (var group : List.of(root, root.resolve("init"))) {
                var processes = new TreeSet<>(words(group.resolve("cgroup.procs")));
                processes.remove(text);
                if (file.startsWith(group) && file.getParent().equals(group)) {
                    processes.add(text);
                }
                if (Files.exists(group)) {
                    set(group, "cgroup.procs", String.join("\n", processes));
                }
            }
            return;
        }
        var populated = Files.exists(root.resolve("cgroup.type"))
                && !words(root.resolve("cgroup.procs")).isEmpty();
        if (populated || refused.contains(text)) {
            throw new IOException(populated ? "Device or resource busy" : "Invalid argument");
        }
        var controllersOfChildren = new TreeSet<>(words(file));
        if (text.startsWith("+")) {
            controllersOfChildren.add(text.substring(1));
        } else {
            controllersOfChildren.remove(text.substring(1));
        }
        Files.writeString(file, String.join(" ", controllersOfChildren));
    }

    private List<String> handedDown() {
        return words(root.resolve("cgroup.subtree_control"));
    }

    private static void set(Path group, String file, String content) throws IOException {
        Files.writeString(group.resolve(file), content);
    }

    private static List<String> words(Path file) {
        return Files.exists(file)
                ? Layout.read(file)
                        .lines()
                        .flatMap(line -> List.of(line.split(" ")).stream())
                        .filter(word -> !word.isEmpty())
                        .toList()
                : List.of();
    }
}
