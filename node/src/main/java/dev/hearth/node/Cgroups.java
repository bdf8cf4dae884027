package dev.hearth.node;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The node's own cgroup, in one unified hierarchy or in each of the old ones. */
record Cgroups(Path root, String name, Controllers controllers) {

    /** On the unified hierarchy a cgroup with children has no processes, so the node's own get a child. */
    private static final String PROCESSES = "node";

    static Cgroups of(String name) {
        return new Cgroups(Path.of("/sys/fs/cgroup"), name, Controllers.ofThisMachine());
    }

    /** Returns the cgroups that the node's first process is to join. */
    List<Path> create() {
        return hierarchies().stream().map(this::create).toList();
    }

    private Path create(Path hierarchy) {
        var own = hierarchy.resolve(name);
        var processes = own.resolve(PROCESSES);
        try {
            controllers.enableForNow(hierarchy);
            Files.createDirectories(own);
            inheritCpus(own);
            controllers.enable(own);
            Files.createDirectories(processes);
            inheritCpus(processes);
            return processes;
        } catch (IOException e) {
            throw new NodeException(
                    "Cannot create the node's cgroup " + own
                            + ". In a container, start that with --privileged; elsewhere make cgroups writable with:"
                            + " mount -o remount,rw " + hierarchy,
                    e);
        }
    }

    /** Ends whatever is still in the node's cgroups and removes them; the kernel may take a moment for both. */
    void remove() {
        for (var hierarchy : hierarchies()) {
            var own = hierarchy.resolve(name);
            processes(own).forEach(ProcessHandle::destroyForcibly);
            Await.until(
                    Duration.ofSeconds(10),
                    () -> removed(own),
                    () -> "The cgroup " + own
                            + " still has processes (see its cgroup.procs). Stop them and run 'hearth node down' again.");
        }
    }

    private static List<ProcessHandle> processes(Path group) {
        if (!Files.exists(group)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(group)) {
            return files.filter(file -> file.endsWith("cgroup.procs"))
                    .flatMap(file -> Layout.read(file).lines())
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                    .toList();
        } catch (IOException e) {
            throw new NodeException("Cannot read the node's cgroup " + group, e);
        }
    }

    List<Path> hierarchies() {
        if (Files.exists(root.resolve("cgroup.controllers"))) {
            return List.of(root);
        }
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(child -> !Files.isSymbolicLink(child))
                    .filter(child -> Files.exists(child.resolve("cgroup.procs")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new NodeException(
                    "Cannot read the cgroups in " + root
                            + ". Mount them there, for example with: mount -t cgroup2 cgroup2 " + root,
                    e);
        }
    }

    /** A new cgroup of the old cpuset hierarchy takes no process until it has processors and memory nodes. */
    private static void inheritCpus(Path group) throws IOException {
        for (var file : List.of("cpuset.mems", "cpuset.cpus")) {
            var parent = group.resolve("..").resolve(file);
            if (Files.exists(parent) && !Files.exists(group.resolve("cgroup.controllers"))) {
                Files.writeString(group.resolve(file), Files.readString(parent).strip());
            }
        }
    }

    private static boolean removed(Path group) {
        try {
            Files.walkFileTree(group, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                    Files.deleteIfExists(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
            return true;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
