package dev.hearth.node;

import java.nio.file.Files;

/**
 * One of the nodes of the embedded Kubernetes.
 *
 * @param number as users type it; 1 is the node with the control plane
 * @param settings its name and its folder
 */
record Member(int number, NodeSettings settings) {

    boolean first() {
        return number == 1;
    }

    String name() {
        return settings.name();
    }

    Layout layout() {
        return new Layout(settings.home());
    }

    Sandbox sandbox() {
        return new Sandbox(settings, layout());
    }

    HostNetwork network() {
        return new HostNetwork(name());
    }

    Cgroups cgroups() {
        return Cgroups.of(name());
    }

    Faults faults() {
        return new Faults(this);
    }

    /** Tells whether there is something of this node, alive or not. */
    boolean exists() {
        return Files.exists(layout().marker()) || sandbox().runsHere();
    }

    /** Tells whether it has in its folder what it was started from; people delete folders. */
    boolean complete() {
        return first()
                ? layout().complete()
                : Files.exists(layout().config("kubelet.kubeconfig")) && Files.exists(layout().services());
    }

    @Override
    public String toString() {
        return "node " + number;
    }
}
