package dev.hearth.node;

import java.nio.file.Files;
import java.util.function.Consumer;

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
        removeFolders();
        progress.accept("The node is gone; its compiled programs stay in " + settings.cache());
    }

    private void removeFolders() {
        // The node's own mounts ended with it. Whatever is still mounted there is the user's and stays.
        Command.of("rm", "-rf", "--one-file-system", layout.home().toString()).output();
        for (var parent : new java.nio.file.Path[] {layout.home().getParent(), Sandbox.RUN}) {
            if (parent != null && parent.endsWith("hearth")) {
                Command.of("rmdir", "--ignore-fail-on-non-empty", parent.toString())
                        .result();
            }
        }
    }
}
