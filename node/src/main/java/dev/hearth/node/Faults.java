package dev.hearth.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What was done to a node on purpose: brought about, found out and undone. */
record Faults(Member member) {

    /** Looks at the node itself, except that a node which was killed does not differ from one that crashed. */
    Set<Fault> present() {
        var present = EnumSet.noneOf(Fault.class);
        if (Files.exists(killed())) {
            present.add(Fault.KILLED);
        }
        member.sandbox().process().ifPresent(process -> {
            if (freezer().map(Freezer::frozen).orElse(false)) {
                present.add(Fault.FROZEN);
            }
            if (new Partition(process).closed()) {
                present.add(Fault.PARTITIONED);
            }
        });
        return present;
    }

    /** Tells whether the node can do what it is told; one in a partition can, since its sockets are on this machine. */
    boolean able() {
        var present = present();
        return !present.contains(Fault.KILLED) && !present.contains(Fault.FROZEN);
    }

    void inflict(Fault fault) {
        if (fault == Fault.KILLED) {
            kill();
            return;
        }
        var process = member.sandbox()
                .process()
                .orElseThrow(() -> new NodeException("Nothing runs on " + member + ", so it cannot be " + fault
                        + ". Start it first with: hearth node heal " + member.number()));
        switch (fault) {
            case FROZEN ->
                freezer()
                        .orElseThrow(() -> new NodeException("This kernel has no cgroup freezer, so " + member
                                + " cannot be frozen. Kill or partition it instead."))
                        .freeze();
            case PARTITIONED -> new Partition(process).close();
            case KILLED -> throw new AssertionError();
        }
    }

    private void kill() {
        // Before the deed: who looks meanwhile is not to take it for a crash.
        Layout.write(killed(), "");
        thaw();
        member.sandbox().stop();
        member.network().disconnect();
    }

    /** Undoes everything but a death, from which only a new start helps. */
    void lift() {
        thaw();
        member.sandbox().process().ifPresent(process -> new Partition(process).open());
        forget();
    }

    /** What is frozen does not even end when it is killed, on the old hierarchies. */
    void thaw() {
        freezer().filter(Freezer::frozen).ifPresent(Freezer::thaw);
    }

    void forget() {
        try {
            Files.deleteIfExists(killed());
        } catch (IOException e) {
            throw new NodeException("Cannot delete " + killed() + ". Delete it yourself and try again.", e);
        }
    }

    /** Beside the record of what runs: after a reboot all nodes start again. */
    private Path killed() {
        return Sandbox.RUN.resolve(member.name() + ".killed");
    }

    private Optional<Freezer> freezer() {
        return Freezer.in(member.cgroups());
    }
}
