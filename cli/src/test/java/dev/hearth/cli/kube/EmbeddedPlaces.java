package dev.hearth.cli.kube;

import dev.hearth.cli.FakeKubernetes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Passes an API server that is made up for the one of the embedded node. */
public final class EmbeddedPlaces {
    private EmbeddedPlaces() {}

    /** The place, whose node's files lie in a folder. */
    public static Place of(FakeKubernetes kubernetes, Path folder) {
        try {
            var home = Files.createDirectories(folder.resolve("node"));
            var kubeconfig = Files.readString(kubernetes.kubeconfig()).replace("fake", "hearth");
            Files.writeString(home.resolve("kubeconfig"), kubeconfig);
            var target = new Target(Optional.empty(), Optional.empty(), Optional.empty(), true);
            return Places.find(target, Map.of("HEARTH_NODE_HOME", home.toString()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
