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
record Sandbox(Path root, String path) {

    private static final String SET_UP = """
            set -e
            PATH=$PATH:/usr/sbin:/sbin
            ip link set lo up
            mount --rbind /dev "$0/dev"
            mount -t proc proc "$0/proc"
            mount -t tmpfs tmpfs "$0/tmp"
            exec chroot "$0" /usr/bin/env -i PATH="$SANDBOX_PATH" HOME=/root LANG=C.UTF-8 \
              SOURCE_DATE_EPOCH="$SOURCE_DATE_EPOCH" "$@"
            """;

    /** Does what the set-up does where nothing comes of it, so that what goes wrong later is not the machine's fault. */
    private static final String TRIAL = """
            set -e
            PATH=$PATH:/usr/sbin:/sbin
            ip link set lo up
            mount -t proc proc /proc
            mount -t tmpfs tmpfs /tmp
            """;

    /** Ends the build, with the true reason, if this machine does not allow sandboxes. */
    static void requireAllowed() {
        var words = new ArrayList<>(unshare());
        words.addAll(List.of("bash", "-c", TRIAL));
        requireAllowed(new Command(words, Map.of(), Duration.ZERO));
    }

    static void requireAllowed(Command trial) {
        trial.run(
                "An image is built in namespaces of its own, which this machine does not allow. Run the builder as root;"
                        + " or allow user namespaces to all users (sysctl kernel.unprivileged_userns_clone=1 on Debian,"
                        + " kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu); in a container, start that with the"
                        + " capability SYS_ADMIN.");
    }

    private static List<String> unshare() {
        var words = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--net", "--uts", "--fork", "--kill-child"));
        if (!isRoot()) {
            words.add("--map-root-user");
        }
        return words;
    }

    String run(String failure, String... program) {
        var words = new ArrayList<>(unshare());
        words.addAll(List.of("bash", "-c", SET_UP, root.toString()));
        words.addAll(List.of(program));
        Map<String, String> environment =
                Map.of("SANDBOX_PATH", path, "SOURCE_DATE_EPOCH", Long.toString(LayerTar.SOURCE_DATE_EPOCH));
        // Nothing in there listens to a signal, and the kernel tidies up.
        return new Command(words, environment, Duration.ZERO).run(failure);
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
