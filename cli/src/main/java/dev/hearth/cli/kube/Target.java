package dev.hearth.cli.kube;

import java.nio.file.Path;
import java.util.List;
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
    /** The same, in this namespace unless the user named one. */
    public Target orNamespace(Optional<String> other) {
        return new Target(kubeconfig, context, namespace.or(() -> other), node);
    }

    /** The files that kubectl would read, in its order. */
    List<Path> kubeconfigFiles() {
        if (kubeconfig.isPresent()) {
            return List.of(kubeconfig.get());
        }
        var variable = System.getenv("KUBECONFIG");
        if (variable != null && !variable.isBlank()) {
            return List.of(variable.split(java.io.File.pathSeparator, -1)).stream()
                    .filter(file -> !file.isBlank())
                    .map(Path::of)
                    .toList();
        }
        return List.of(Path.of(System.getProperty("user.home", "/"), ".kube", "config"));
    }
}
