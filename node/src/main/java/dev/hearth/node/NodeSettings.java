package dev.hearth.node;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What tells one embedded node from another on the same machine.
 *
 * @param name names the Kubernetes node, its network interface on the host, its cgroup and its kubeconfig context
 * @param home the folder of everything the node keeps; removed by {@code down}
 * @param cache the folder of the built binaries; kept for the next time
 */
public record NodeSettings(String name, Path home, Path cache) {

    /** The kernel takes at most 15 characters for the name of a network interface. */
    private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9-]{0,13}[a-z0-9])?");

    /** The paths appear in scripts, TOML and YAML. */
    private static final Pattern SIMPLE_PATH = Pattern.compile("[\\w./:-]+");

    /** Checks the name and makes the folders absolute. */
    public NodeSettings {
        if (!NAME.matcher(name).matches()) {
            throw new NodeException(
                    "The node's name '" + name + "' must be 1 to 15 lower-case letters, digits and '-'.");
        }
        home = home.toAbsolutePath().normalize();
        cache = cache.toAbsolutePath().normalize();
        if (!SIMPLE_PATH.matcher(home + ":" + cache).matches()) {
            throw new NodeException("The node's folders " + home + " and " + cache
                    + " may have only letters, digits, '.', '_' and '-' in their names.");
        }
        if (home.startsWith("/run") || home.startsWith("/proc") || home.startsWith("/sys")) {
            throw new NodeException("The node's data folder " + home + " must be on a disk: set HEARTH_NODE_HOME.");
        }
    }

    /** Returns the settings of the one node that users see. */
    public static NodeSettings of(Map<String, String> environment) {
        var home = value(environment, "HEARTH_NODE_HOME").orElse("/var/lib/hearth/node");
        // The XDG specification has relative paths ignored; and HOME may still be that of whoever called sudo.
        var userCache = value(environment, "XDG_CACHE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"));
        return new NodeSettings("hearth", Path.of(home), userCache.resolve("hearth"));
    }

    /** An empty path would be the current folder, which nobody means who empties a variable. */
    private static Optional<String> value(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Returns where the administrator's kubeconfig is when a node with these settings runs. */
    public Path kubeconfig() {
        return new Layout(home).kubeconfig();
    }
}
