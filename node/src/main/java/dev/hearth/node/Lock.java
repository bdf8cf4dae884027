package dev.hearth.node;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lets one process at a time do something; the kernel frees the lock when the process dies.
 *
 * @param file stays when the lock is free: who deleted it could delete one that somebody waits for
 */
record Lock(Path file) {

    /** A file lock does not hold between the threads of one JVM. */
    private static final ReentrantLock WITHIN_JVM = new ReentrantLock();

    /**
     * Nodes share the kernel's settings, mount points and firewall, also those of other names and of other users'
     * caches. Only root can write to this folder, so nobody else can keep the lock.
     */
    static Lock ofMachine() {
        return new Lock(Path.of("/run/hearth.lock"));
    }

    void hold(Runnable action, Consumer<String> progress) {
        if (!WITHIN_JVM.tryLock()) {
            tell(progress);
            WITHIN_JVM.lock();
        }
        try {
            Files.createDirectories(file.getParent());
            try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                if (channel.tryLock() == null) {
                    tell(progress);
                    channel.lock();
                }
                action.run();
            }
        } catch (IOException e) {
            throw new NodeException(
                    "Cannot lock " + file + ". Make sure that " + file.getParent()
                            + " is a folder that you can write to and that its disk is not full, and try again.",
                    e);
        } finally {
            WITHIN_JVM.unlock();
        }
    }

    private void tell(Consumer<String> progress) {
        progress.accept("Waiting for another process that holds " + file);
    }
}
