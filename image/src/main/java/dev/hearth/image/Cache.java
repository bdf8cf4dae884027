package dev.hearth.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The folder of everything that is slow to make, each file named by a checksum of what it was made from. A file appears
 * under its name only when it is whole, and one builder at a time writes here.
 */
record Cache(Path folder) {

    /** A file lock does not hold between the threads of one JVM. */
    private static final ReentrantLock WITHIN_JVM = new ReentrantLock();

    private static final String WORK = "work-";

    /** The user's cache, by the rules of the XDG base directory specification. */
    static Cache ofUser() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path caches = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return new Cache(caches.resolve("hearth").resolve("image"));
    }

    boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    /** Makes a file at the given path. */
    interface Maker {
        void make(Path file) throws IOException;
    }

    /** The file of that name, made now unless it is there. */
    Path file(String name, Maker maker) {
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            return used(file);
        }
        return inWorkFolder(work -> {
            Path fresh = work.resolve("fresh");
            maker.make(fresh);
            Pruning.markUsed(fresh);
            Files.createDirectories(file.getParent());
            return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        });
    }

    /** The file of that name, read again to see that it is whole, and made now if it is not or is not there. */
    CachedFile checkedFile(String name, Consumer<String> progress, Maker maker) {
        Path file = folder.resolve(name);
        Optional<String> noted = checksum(name);
        if (noted.filter(expected -> !expected.equals(Sha256.of(file))).isPresent()) {
            progress.accept(file + " was damaged and is made again");
            remove(file);
        }
        Path made = file(name, fresh -> {
            maker.make(fresh);
            // Before the file appears: one without a note would be trusted as it is found.
            Files.writeString(note(file), Sha256.of(fresh) + "\n");
        });
        return new CachedFile(made, checksum(name).orElseThrow());
    }

    /** The checksum that the file of that name had when it was made, which takes no reading; empty if it is not there. */
    Optional<String> checksum(String name) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            used(file);
            if (!Files.exists(note(file))) {
                Files.writeString(note(file), Sha256.of(file) + "\n");
            }
            return Optional.of(Files.readString(note(file)).strip());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    static Path note(Path file) {
        return file.resolveSibling(file.getFileName() + ".sha256");
    }

    private Path used(Path file) {
        try {
            Pruning.markUsed(file);
            return file;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private ImageException unusable(IOException e) {
        return new ImageException(
                "Cannot write to the image cache " + folder + ": " + e.getMessage()
                        + ". It needs about 4 GB; set XDG_CACHE_HOME to put it on another disk.",
                e);
    }

    /** Work that needs a folder which is gone afterwards. */
    interface Work<T> {
        T in(Path folder) throws IOException;
    }

    <T> T inWorkFolder(Work<T> work) {
        try {
            Files.createDirectories(folder);
            try (var temporary = CleanUp.of(() -> Files.createTempDirectory(folder, WORK), Cache::remove)) {
                return work.in(temporary.subject());
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Runs the work while no other builder, of this process or another, uses the cache. */
    <T> T locked(Consumer<String> progress, Supplier<T> work) {
        WITHIN_JVM.lock();
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lock(channel, progress)) {
                assert lock.isValid();
                removeLeftovers();
                return work.get();
            }
        } catch (IOException e) {
            throw new ImageException("Cannot lock the image cache " + folder + ": " + e.getMessage(), e);
        } finally {
            WITHIN_JVM.unlock();
        }
    }

    /** Work folders belong to the holder of the lock: another one's was killed before it could remove them. */
    private void removeLeftovers() throws IOException {
        try (var leftovers = Files.newDirectoryStream(folder, WORK + "*")) {
            leftovers.forEach(Cache::remove);
        }
    }

    private static FileLock lock(FileChannel channel, Consumer<String> progress) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock != null) {
            return lock;
        }
        progress.accept("Waiting for another image build to finish");
        return channel.lock();
    }

    /** An unpacked root file system has folders that only rm can delete quickly and within one file system. */
    static void remove(Path tree) {
        try {
            new ProcessBuilder("rm", "-rf", "--one-file-system", tree.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
