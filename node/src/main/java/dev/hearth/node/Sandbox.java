package dev.hearth.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The namespaces in which the node lives: processes, mounts, network, host name and IPC of its own.
 * When their first process dies the kernel ends every other one and takes back mounts and network interfaces.
 */
record Sandbox(NodeSettings settings, Layout layout, Path run) {

    /** What must not outlive a reboot lies here. */
    static final Path RUN = Path.of("/run/hearth");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    Sandbox(NodeSettings settings, Layout layout) {
        this(settings, layout, RUN);
    }

    /** Returns the first process of the namespaces as the host sees it, if they exist and are those of this home. */
    Optional<Long> process() {
        refuseAnotherHome();
        return record().map(each -> each.process().pid());
    }

    /** Fails if the node runs with another home than these settings name: it is not the one that the user means. */
    void refuseAnotherHome() {
        record().flatMap(RunRecord::home).filter(home -> !isOurs(home)).ifPresent(home -> {
            throw new NodeException("The node that runs on this machine has its data in " + home + ", not in "
                    + layout.home() + ". Set HEARTH_NODE_HOME=" + home
                    + " to work with it, or remove it first with: HEARTH_NODE_HOME=" + home + " hearth node down");
        });
    }

    /** Tells whether the node is known to run from this home, whatever is left in there. */
    boolean runsHere() {
        refuseAnotherHome();
        return record().flatMap(RunRecord::home).isPresent();
    }

    private Optional<RunRecord> record() {
        return RunRecord.read(pidFile()).filter(RunRecord::alive);
    }

    private boolean isOurs(Path home) {
        try {
            return home.equals(layout.home()) || Files.isSameFile(home, layout.home());
        } catch (IOException e) {
            return false;
        }
    }

    static boolean any() {
        if (!Files.isDirectory(RUN)) {
            return false;
        }
        try (Stream<Path> files = Files.list(RUN)) {
            return files.filter(file -> file.toString().endsWith(".pid"))
                    .flatMap(file -> RunRecord.read(file).stream())
                    .anyMatch(RunRecord::alive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates the namespaces and in them the supervisor of the services. */
    void start(String resolvConf) {
        var mountPoints = MountPoints.of(layout);
        mountPoints.create();
        Layout.write(layout.config("resolv.conf"), resolvConf);
        var groups = Cgroups.of(settings.name()).create();
        Layout.writeExecutable(layout.config("start"), startScript(groups));
        Layout.writeExecutable(layout.config("init"), initScript(mountPoints.folders()));
        var first = new FirstProcess(layout.firstProcess(), layout.startLog())
                .start(Command.of("sh", layout.config("start").toString()));
        new RunRecord(first, Optional.of(layout.home())).write(pidFile());
    }

    /** Ends the namespaces' first process and with it everything in them. */
    void stop() {
        process().flatMap(ProcessHandle::of).ifPresent(first -> {
            // The process that made the namespaces waits for the first one, which ends after all others.
            var parent = first.parent();
            first.destroyForcibly();
            Await.until(
                    PATIENCE,
                    () -> !first.isAlive() && parent.filter(Sandbox::isMaker).isEmpty(),
                    () -> "The node's process " + first.pid()
                            + " does not end, probably because one of its children waits"
                            + " for a disk. Try 'hearth node down' again, or restart the machine.");
        });
        forget();
    }

    private void forget() {
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String startScript(List<Path> groups) {
        return """
                #!/bin/sh
                umask 022
                # Containers inherit this limit, and Spark opens many files.
                ulimit -n 1048576 2>/dev/null || ulimit -n "$(ulimit -Hn)"
                cd /
                for group in %s; do
                  echo $$ >"$group/cgroup.procs" || true
                done
                exec setsid --wait unshare --fork --kill-child --pid --mount --net --uts --ipc %s
                """.formatted(
                        groups.stream().map(Path::toString).collect(Collectors.joining(" ")), layout.config("init"));
    }

    String initScript(List<String> mountPoints) {
        return """
                #!/bin/sh
                set -e
                # This /proc is still the host's, so it tells by which number the host knows this process.
                read -r pid rest </proc/self/stat
                mount -t proc proc /proc
                hostname %1$s
                mount --make-rshared /
                # A /run of its own: sockets, lock files and network namespaces of the containers vanish with it.
                resolver=$(readlink -m /etc/resolv.conf)
                mount -t tmpfs -o mode=755 tmpfs /run
                mkdir -p /run/lock
                case "$resolver" in /run/*) mkdir -p "$(dirname "$resolver")"; touch "$resolver" ;; esac
                [ ! -e "$resolver" ] || mount --bind %2$s/config/resolv.conf "$resolver"
                for folder in %3$s; do
                  own=%2$s/data/$(basename "$folder")
                  mkdir -p "$own"
                  mount --bind "$own" "$folder"
                done
                # Addresses that were given to containers of an earlier life are free again.
                rm -rf %2$s/data/cni/networks
                ip link set lo up
                echo 1 >/proc/sys/net/ipv4/ip_forward
                # Whoever waits for this may rely on everything above.
                echo "$pid" >%4$s.new
                mv %4$s.new %4$s
                exec tini -- runsvdir -P %2$s/services
                """.formatted(settings.name(), layout.home(), String.join(" ", mountPoints), layout.firstProcess());
    }

    private static boolean isMaker(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .command()
                        .filter(command -> command.endsWith("/unshare"))
                        .isPresent();
    }

    private Path pidFile() {
        return run.resolve(settings.name() + ".pid");
    }
}
