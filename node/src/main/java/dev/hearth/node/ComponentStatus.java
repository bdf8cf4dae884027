package dev.hearth.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * One component of the node, for example the API server.
 *
 * @param name the component's usual name, for example {@code kube-apiserver}
 * @param running whether its process runs
 * @param pid the process on the host, if it runs
 * @param uptime how long it has been in this state
 * @param restarts how often its supervisor has started it again since the node came up
 * @param log the file with its latest output; older output lies beside it
 */
public record ComponentStatus(
        String name, boolean running, OptionalLong pid, Duration uptime, int restarts, Path log) {}
