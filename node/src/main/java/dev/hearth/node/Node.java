package dev.hearth.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The embedded Kubernetes of this machine: upstream's own components, compiled here once, in namespaces of their own. It
 * has one node unless more are asked for, and is for machines that have no Kubernetes; nothing of it is left after
 * {@link #down}.
 */
public final class Node {

    /** So many nodes find room in the addresses. */
    public static final int MOST_NODES = 5;

    private final NodeSettings settings;
    private final Layout layout;
    private final Members members;
    private final Binaries binaries;
    private final Inspection inspection;

    private Node(NodeSettings settings) {
        this.settings = settings;
        layout = new Layout(settings.home());
        members = new Members(settings);
        binaries = new Binaries(settings.cache());
        inspection = new Inspection(members);
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

    /** Returns what the nodes are doing. */
    public NodeStatus status() {
        if (!Prerequisites.root() && (Files.exists(settings.home()) || Files.exists(Sandbox.RUN))) {
            throw new NodeException("Only root can see what the node does: run the same command with sudo.");
        }
        return inspection.status();
    }

    /**
     * Brings the node to life, from nothing or from whatever is left of it, and returns when pods can run; all nodes, if
     * there are several, except those that were harmed on purpose.
     *
     * @param progress takes a sentence before each step
     */
    public void up(Consumer<String> progress) {
        up(OptionalInt.empty(), progress);
    }

    /**
     * Brings the nodes to life, from nothing or from whatever is left of them, adds what there are too few of, and returns
     * when pods can run on all of them, except those that were harmed on purpose.
     *
     * @param nodes how many there are to be, 1 to {@link #MOST_NODES}; without, as many as there are, or one
     * @param progress takes a sentence before each step
     */
    public void up(OptionalInt nodes, Consumer<String> progress) {
        new Prerequisites(binaries).require();
        var launch = launch(nodes);
        if (launch.complete(inspection.status())) {
            Lock.ofMachine().hold(() -> launch.leave(progress), progress);
            return;
        }
        launch.prepare(progress);
        Lock.ofMachine().hold(() -> launch.run(progress), progress);
    }

    /**
     * Does something bad to one of the further nodes, which stays so until {@link #heal}.
     *
     * @param number the node's number; not 1, which carries the control plane
     * @param progress takes a sentence if another process has to be waited for
     */
    public void inflict(Fault fault, int number, Consumer<String> progress) {
        requireRoot("Only root can do anything to a node: run the same command with sudo.");
        Lock.ofMachine().hold(() -> further(number).faults().inflict(fault), progress);
    }

    /**
     * Undoes whatever was done to one of the further nodes, or whatever else ails it, and returns when it is ready.
     *
     * @param number the node's number; not 1, which carries the control plane
     * @param progress takes a sentence before each step
     */
    public void heal(int number, Consumer<String> progress) {
        requireRoot("Only root can heal a node: run the same command with sudo.");
        Lock.ofMachine().hold(() -> launch(OptionalInt.empty()).heal(further(number), progress), progress);
    }

    private Member further(int number) {
        requireNode();
        Members.requireFurther(number, members.count());
        return members.get(number);
    }

    /**
     * Puts back what a running node needs on the machine and something else took away: rules, routes, forwarding. Takes
     * tens of milliseconds and does not look at the components; for when {@link #status} has found that all run.
     *
     * @param progress takes a sentence if another process has to be waited for
     */
    public void repair(Consumer<String> progress) {
        requireRoot("Only root can repair the node: run the same command with sudo.");
        Lock.ofMachine().hold(launch(OptionalInt.empty())::repair, progress);
    }

    /**
     * Ends all nodes and removes everything that it made on this machine, except what the cache keeps for the next one: the
     * binaries, and the images of each node that was alive.
     *
     * @param progress takes a sentence before each step
     */
    public void down(Consumer<String> progress) {
        requireRoot("Only root can remove the node: run the same command with sudo.");
        inspection.refuseAnotherHome();
        var removal = new Removal(members);
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

    /**
     * Puts the images of an archive ({@code docker save} or OCI layout as tar) on every node; those that were killed or
     * frozen get them when they are healed.
     */
    public void importImage(Path archive) {
        Together.forEach(able(), member -> Images.of(member.layout()).load(archive));
    }

    /**
     * Tells whether an image with the full reference, for example {@code docker.io/hearth/spark:4.3.0}, is on every node,
     * those left out that were killed or frozen.
     */
    public boolean hasImage(String reference) {
        return able().stream().allMatch(member -> Images.of(member.layout()).contains(reference));
    }

    private List<Member> able() {
        requireNode();
        return members.all().stream()
                .filter(member -> member.first() || member.faults().able())
                .toList();
    }

    private void requireNode() {
        if (inspection.process().isEmpty()) {
            throw new NodeException("There is no node on this machine. Start one with: hearth node up");
        }
    }

    private static void requireRoot(String otherwise) {
        if (!Prerequisites.root()) {
            throw new NodeException(otherwise);
        }
    }

    private Launch launch(OptionalInt nodes) {
        return new Launch(members, nodes, binaries, inspection);
    }
}
