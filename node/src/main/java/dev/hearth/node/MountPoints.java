package dev.hearth.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Folders that Kubernetes has hard-wired and over which a node mounts its own, in its own namespace.
 * The empty ones that had to be made on the host for that go when the last node goes.
 *
 * @param folders the folders
 * @param own this node's record of what was made: it outlives a reboot
 * @param shared the record of all running nodes
 */
record MountPoints(List<String> folders, Path own, Path shared) {

    static MountPoints of(Layout layout) {
        return new MountPoints(
                List.of("/var/lib/kubelet", "/var/lib/cni", "/var/log/pods", "/var/log/containers"),
                layout.mountPoints(),
                Sandbox.RUN.resolve("mount-points"));
    }

    void create() {
        var made = made();
        folders.stream().filter(folder -> !Files.exists(Path.of(folder))).forEach(made::add);
        Layout.write(own, String.join("\n", made));
        Layout.write(shared, String.join("\n", made));
        folders.forEach(folder -> Command.of("mkdir", "-p", folder).output());
    }

    /** Removes what was made, as far as it is still empty on the host. */
    void remove() {
        made().forEach(folder ->
                Command.of("rmdir", "--ignore-fail-on-non-empty", folder).result());
        Command.of("rm", "-f", shared.toString()).output();
    }

    private Set<String> made() {
        var made = new LinkedHashSet<String>();
        Stream.of(own, shared)
                .filter(Files::exists)
                .flatMap(record -> Layout.read(record).lines())
                // A folder that is not a node's may have a file of that name too.
                .filter(folders::contains)
                .forEach(made::add);
        return made;
    }
}
