package dev.hearth.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The embedded single-node Kubernetes of this machine: upstream's own components, compiled here once, in namespaces
 * of their own. It is for machines that have no Kubernetes; nothing of it is left after {@link #down}.
 */
public final class Node {

    private final NodeSettings settings;
    private final Layout layout;
    private final Binaries binaries;
    private final Inspection inspection;

    private Node(NodeSettings settings) {
        this.settings = settings;
        layout = new Layout(settings.home());
        binaries = new Binaries(settings.cache());
        inspection = new Inspection(settings, layout);
    }

    /** Returns the node that users see, as the environment variables place it. */
    public static Node ofThisMachine() {
        return new Node(NodeSettings.of(System.getenv()));
    }

    /** Returns a node beside the users' one, for example for tests. */
    public static Node of(NodeSettings settings) {
        return new Node(settings);
    }

    /** Returns what the machine lacks for a node to run, empty when it can. */
    public List<Missing> missing() {
        return new Prerequisites(binaries).missing();
    }

    /** Installs what {@link #missing} named and a Debian package brings. Ask the user before. */
    public void install(List<Missing> missing, Consumer<String> progress) {
        Prerequisites.install(missing, progress);
    }

    /** Returns what the node is doing. */
    public NodeStatus status() {
        if (!Prerequisites.root() && (Files.exists(settings.home()) || Files.exists(Sandbox.RUN))) {
            throw new NodeException("Only root can see what the node does: run the same command with sudo.");
        }
        return inspection.status();
    }

    /**
     * Brings the node to life, from nothing or from whatever is left of it, and returns when pods can run.
     *
     * @param progress takes a sentence before each step
     */
    public void up(Consumer<String> progress) {
        new Prerequisites(binaries).require();
        if (inspection.status().state() == NodeState.RUNNING) {
            repair(progress);
            progress.accept("The node is already running");
            return;
        }
        var launch = launch();
        launch.prepare(progress);
        Lock.ofMachine().hold(() -> launch.run(progress), progress);
    }

    /**
     * Puts back what a running node needs on the machine and something else took away: rules, routes, forwarding. Takes
     * tens of milliseconds and does not look at the components; for when {@link #status} has found that all run.
     *
     * @param progress takes a sentence if another process has to be waited for
     */
    public void repair(Consumer<String> progress) {
        if (!Prerequisites.root()) {
            throw new NodeException("Only root can repair the node: run the same command with sudo.");
        }
        Lock.ofMachine().hold(launch()::repair, progress);
    }

    /**
     * Ends the node and removes everything that it made on this machine, except what the cache keeps for the next one: the
     * binaries, and the images if the node was alive.
     *
     * @param progress takes a sentence before each step
     */
    public void down(Consumer<String> progress) {
        if (!Prerequisites.root()) {
            throw new NodeException("Only root can remove the node: run the same command with sudo.");
        }
        var removal = new Removal(settings, layout);
        Lock.ofMachine().hold(() -> removal.run(progress), progress);
    }

    /** Returns where the administrator's kubeconfig is while there is a node; fails if that has another home. */
    public Path kubeconfig() {
        inspection.refuseAnotherHome();
        return layout.kubeconfig();
    }

    /** Returns the folder, to be made if need be, for what others want to remember of this node's images; it stays with them. */
    public Path imageNotes() {
        inspection.refuseAnotherHome();
        return layout.data("containerd").resolve("hearth");
    }

    /** Puts the images of an archive ({@code docker save} or OCI layout as tar) on the node. */
    public void importImage(Path archive) {
        images().load(archive);
    }

    /** Tells whether an image with the full reference, for example {@code docker.io/hearth/spark:4.3.0}, is there. */
    public boolean hasImage(String reference) {
        return images().contains(reference);
    }

    private Launch launch() {
        return new Launch(settings, layout, binaries, inspection);
    }

    private Images images() {
        if (inspection.process().isEmpty()) {
            throw new NodeException("There is no node on this machine. Start one with: hearth node up");
        }
        return Images.of(layout);
    }
}
