package dev.hearth.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The compiled programs in the user's cache, one folder for each version of the sources. */
record Binaries(Path cache) {

    private static final String WORKSHOP = ".building-";

    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(60);

    Path path(GoProgram program) {
        return folder(program).resolve(program.id());
    }

    private Path folder(GoProgram program) {
        return cache.resolve(program.id() + "-" + program.key());
    }

    boolean complete() {
        for (var program : GoProgram.values()) {
            if (!Files.isExecutable(path(program))) {
                return false;
            }
        }
        return true;
    }

    void build(Consumer<String> progress) {
        if (!complete()) {
            new Lock(cache.resolve("build.lock")).hold(() -> buildMissing(progress), progress);
        }
    }

    private void buildMissing(Consumer<String> progress) {
        // A build that was killed left its workshop; nobody else is building, for this process holds the lock.
        remove(entry -> entry.getFileName().toString().startsWith(WORKSHOP));
        for (var program : GoProgram.values()) {
            if (!Files.isExecutable(path(program))) {
                build(program, progress);
            }
        }
    }

    /** Removes what earlier versions of the sources left; only while no node runs from it. */
    void prune() {
        var current = Stream.of(GoProgram.values()).map(this::folder).toList();
        remove(entry -> !current.contains(entry)
                && Stream.of(GoProgram.values())
                        .anyMatch(program -> entry.getFileName().toString().startsWith(program.id() + "-")));
    }

    private void remove(Predicate<Path> which) {
        try (Stream<Path> entries = Files.list(cache)) {
            entries.filter(which)
                    .forEach(old -> Command.of("rm", "-rf", old.toString()).output());
        } catch (IOException e) {
            throw new NodeException("Cannot clean the cache " + cache, e);
        }
    }

    private void build(GoProgram program, Consumer<String> progress) {
        progress.accept("Building " + program.title() + " (once, " + program.duration() + ")");
        try {
            var workshop = Files.createTempDirectory(cache, WORKSHOP);
            try {
                program.extractTo(workshop);
                compile(program, workshop, progress);
                Files.createDirectories(folder(program));
                Files.move(workshop.resolve(program.id()), path(program), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Command.of("rm", "-rf", workshop.toString()).output();
            }
        } catch (IOException e) {
            throw new NodeException("Cannot build " + program.title() + " in " + cache, e);
        }
    }

    private static void compile(GoProgram program, Path workshop, Consumer<String> progress) throws IOException {
        var go = GoToolchain.find().orElseThrow(() -> new NodeException(Missing.explanation(GoToolchain.missing())));
        var line = new ArrayList<String>();
        line.add(go.program());
        line.addAll(program.buildArguments());
        line.add("-o=" + program.id());
        line.add(".");
        var log = workshop.resolve("build.log");
        var process = go.environment(Command.of(line).in(workshop))
                .builder()
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // An interrupted build must not go on eating the machine's cores.
        var guard = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(guard);
        waitFor(process, program, progress);
        Runtime.getRuntime().removeShutdownHook(guard);
        if (process.exitValue() != 0) {
            throw new NodeException("Building " + program.title() + " failed; 'go build' said:\n"
                    + Files.readString(log).strip()
                    + "\nGo needs the Go module proxy (GOPROXY) and about 4 GB of disk.");
        }
    }

    private static void waitFor(Process process, GoProgram program, Consumer<String> progress) {
        var started = System.nanoTime();
        try {
            while (!process.waitFor(REPORT_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                var minutes = Duration.ofNanos(System.nanoTime() - started).toMinutes();
                progress.accept("Still building " + program.title() + ", for " + minutes + " min now");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new NodeException("Interrupted while building " + program.title() + ".", e);
        }
    }
}
