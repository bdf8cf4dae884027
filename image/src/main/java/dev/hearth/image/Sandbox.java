package dev.hearth.image;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs programs inside a root file system that is yet to become an image, with its own processes, mounts and loopback
 * device. Nothing of it outlives the program: when that ends the kernel ends its processes and undoes the mounts. Users
 * other than root need a kernel that allows them user namespaces.
 */
record Sandbox(Path root) {

    private static final String SET_UP = """
            set -e
            PATH=$PATH:/usr/sbin:/sbin
            ip link set lo up
            mount --rbind /dev "$0/dev"
            mount -t proc proc "$0/proc"
            mount -t tmpfs tmpfs "$0/tmp"
            exec chroot "$0" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
              HOME=/root LANG=C.UTF-8 SOURCE_DATE_EPOCH="$SOURCE_DATE_EPOCH" "$@"
            """;

    String run(String failure, String... program) {
        var words = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--net", "--uts", "--fork", "--kill-child"));
        if (!isRoot()) {
            words.add("--map-root-user");
        }
        words.addAll(List.of("bash", "-c", SET_UP, root.toString()));
        words.addAll(List.of(program));
        // Nothing in there listens to a signal, and the kernel tidies up.
        return new Command(words, Map.of("SOURCE_DATE_EPOCH", Long.toString(LayerTar.SOURCE_DATE_EPOCH)), Duration.ZERO)
                .run(failure);
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
