package dev.hearth.node;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Lets one process at a time do something; the kernel frees the lock when the process dies.
 *
 * @param folder where the lock's file lies
 * @param name what is locked
 */
record Lock(Path folder, String name) {

    void hold(Runnable action, Consumer<String> progress) {
        var file = folder.resolve(name + ".lock");
        try {
            Files.createDirectories(folder);
            try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                if (channel.tryLock() == null) {
                    progress.accept("Waiting for another process that holds " + file);
                    channel.lock();
                }
                action.run();
            }
        } catch (IOException e) {
            throw new NodeException("Cannot lock " + file, e);
        }
    }
}
