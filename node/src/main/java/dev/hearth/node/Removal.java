package dev.hearth.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Takes a node and all its traces off the machine; every step also works on what a crash left. */
record Removal(NodeSettings settings, Layout layout) {

    void run(Consumer<String> progress) {
        var sandbox = new Sandbox(settings, layout);
        var network = new HostNetwork(settings.name());
        if (sandbox.process().isEmpty() && !network.connected() && !Files.exists(layout.home())) {
            progress.accept("There is no node on this machine");
            return;
        }
        progress.accept("Stopping the node");
        sandbox.stop();
        progress.accept("Removing its network, cgroups and data");
        network.close();
        network.disconnect();
        Cgroups.of(settings.name()).remove();
        if (!Sandbox.any()) {
            KernelSettings.ofThisMachine().restore();
            MountPoints.of(layout).remove();
        }
        removeFolders(progress);
        progress.accept("The node is gone; its compiled programs stay in " + settings.cache());
    }

    private void removeFolders(Consumer<String> progress) {
        new Home(layout)
                .remove().stream()
                        .findFirst()
                        .ifPresent(foreign -> progress.accept("Leaving " + layout.home() + ", which has files that no"
                                + " node made, such as " + foreign.getFileName()));
        Stream.of(layout.home().getParent(), Sandbox.RUN)
                .filter(parent -> parent != null && parent.endsWith("hearth"))
                .map(Path::toString)
                .forEach(parent -> Command.of("rmdir", "--ignore-fail-on-non-empty", parent)
                        .result());
    }
}
