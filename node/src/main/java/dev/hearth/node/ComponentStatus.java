package dev.hearth.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * One component of a node, for example the API server.
 *
 * @param node the node that it runs on, by Kubernetes' name for it
 * @param name the component's usual name, for example {@code kube-apiserver}
 * @param running whether its process runs
 * @param pid the process on the host, if it runs
 * @param uptime how long it has been in this state
 * @param restarts how often its supervisor has started it again since the node came up
 * @param log the file with its latest output; older output lies beside it
 */
public record ComponentStatus(
        String node, String name, boolean running, OptionalLong pid, Duration uptime, int restarts, Path log) {}
