package dev.hearth.cli.kube;

import dev.hearth.cli.problem.Problem;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the user said about where to work.
 *
 * @param kubeconfig the file named with {@code --kubeconfig}
 * @param context the context named with {@code --context}
 * @param namespace the namespace named with {@code --namespace}
 * @param node whether {@code --node} forces the embedded node
 */
public record Target(Optional<Path> kubeconfig, Optional<String> context, Optional<String> namespace, boolean node) {
    static final String KUBECONFIG = "KUBECONFIG";

    public Target {
        if (node && context.isPresent()) {
            throw Problem.usage("--node and --context exclude each other: the embedded node has no other contexts");
        }
    }

    /** The same, in this namespace unless the user named one. */
    public Target orNamespace(Optional<String> other) {
        return new Target(kubeconfig, context, namespace.or(() -> other), node);
    }

    /** The files that kubectl would read, in its order. */
    List<Path> kubeconfigFiles(Map<String, String> environment) {
        if (kubeconfig.isPresent()) {
            return List.of(kubeconfig.get());
        }
        if (namesFiles(environment)) {
            return Arrays.stream(environment.getOrDefault(KUBECONFIG, "").split(File.pathSeparator, -1))
                    .filter(file -> !file.isBlank())
                    .map(Path::of)
                    .toList();
        }
        var home = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
        return List.of(Path.of(home, ".kube", "config"));
    }

    /** Whether the environment names files, rather than leaving the usual one. */
    boolean namesFiles(Map<String, String> environment) {
        return !environment
                .getOrDefault(KUBECONFIG, "")
                .replace(File.pathSeparator, "")
                .isBlank();
    }
}
