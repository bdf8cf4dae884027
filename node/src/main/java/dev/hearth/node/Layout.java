package dev.hearth.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;

/** Where the node keeps what: one place for every path below its home. */
record Layout(Path home) {

    /** What {@link #write} leaves in the home when it is killed. */
    private static final Pattern DRAFT =
            Pattern.compile("\\.(kubeconfig|addresses|mount-points|\\.hearth-node)\\d+\\.tmp");

    /** Tells that a node made this folder, so that nothing else is ever taken for one and deleted. */
    Path marker() {
        return home.resolve(".hearth-node");
    }

    Path kubeconfig() {
        return home.resolve("kubeconfig");
    }

    Path addresses() {
        return home.resolve("addresses");
    }

    Path pki() {
        return home.resolve("pki");
    }

    Path config() {
        return home.resolve("config");
    }

    Path config(String file) {
        return config().resolve(file);
    }

    Path services() {
        return home.resolve("services");
    }

    Path logs() {
        return home.resolve("logs");
    }

    Path log(String component) {
        return logFolder(component).resolve("current");
    }

    Path logFolder(String component) {
        return logs().resolve(component);
    }

    /** The output of the node's first process, before its components have logs of their own. */
    Path startLog() {
        return logs().resolve("node.log");
    }

    Path data(String component) {
        return home.resolve("data").resolve(component);
    }

    /** On the disk instead of in /run, because the node has a /run of its own and the host talks to this socket too. */
    Path containerdSocket() {
        return home.resolve("containerd.sock");
    }

    /** The home of a further node, which goes with that of the first one. */
    Path furtherNode(int number) {
        return furtherNodes().resolve(Integer.toString(number));
    }

    private Path furtherNodes() {
        return home.resolve("nodes");
    }

    /** Holds the host's number of the first process in the node's namespaces. */
    Path firstProcess() {
        return config("first-process");
    }

    /** The folders on the host that had to be made for the node to mount something over. */
    Path mountPoints() {
        return home.resolve("mount-points");
    }

    /** Tells whether a node puts a file or folder of that name here, besides those by which its home is known. */
    boolean made(Path file) {
        return List.of(
                                kubeconfig(),
                                // Of a version that kept its notes about images there.
                                home.resolve("notes"),
                                // Of a kubectl that was killed while it wrote to the kubeconfig.
                                home.resolve("kubeconfig.lock"),
                                pki(),
                                config(),
                                services(),
                                logs(),
                                home.resolve("data"),
                                containerdSocket(),
                                home.resolve(containerdSocket().getFileName() + ".ttrpc"),
                                furtherNodes(),
                                mountPoints())
                        .contains(file)
                || DRAFT.matcher(file.getFileName().toString()).matches();
    }

    /** Tells whether a node that runs has here what it was started from; people delete folders. */
    boolean complete() {
        return Files.exists(addresses()) && Files.exists(config("admin.kubeconfig")) && Files.exists(services());
    }

    void create() {
        try {
            for (var folder : new Path[] {config(), services(), logs(), home.resolve("data")}) {
                Files.createDirectories(folder);
            }
            Files.createDirectories(pki());
            Files.setPosixFilePermissions(pki(), PosixFilePermissions.fromString("rwx------"));
            Files.setPosixFilePermissions(home.resolve("data"), PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new NodeException(
                    "Cannot create the node's data folder " + home
                            + ". Make room and rights for it, or set HEARTH_NODE_HOME to another folder.",
                    e);
        }
    }

    /** Writes a file whole or not at all, readable by its owner only: many of them hold keys. */
    static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            var draft = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".tmp");
            Files.writeString(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new NodeException(
                    "Cannot write " + file + ". Make sure that its disk is neither full nor read-only.", e);
        }
    }

    /** Writes a program for its owner only, too: the password for a proxy may be in it. */
    static void writeExecutable(Path file, String content) {
        write(file, content);
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new NodeException("Cannot make " + file + " executable", e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new NodeException("Cannot read " + file, e);
        }
    }
}
