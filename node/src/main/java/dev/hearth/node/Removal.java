package dev.hearth.node;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Takes all nodes and all their traces off the machine; every step also works on what a crash left. */
record Removal(Members members) {

    void run(Consumer<String> progress) {
        var home = new Home(layout());
        if (members.first().sandbox().runsHere()) {
            // Who deletes the folder of a running node deletes the mark too, while the kubelet goes on writing.
            home.mark();
        }
        if (!home.ours()) {
            // Somebody may have deleted the folder of a node that crashed, and its traces on the host are there still.
            progress.accept("There is no node on this machine; removing what an earlier one may have left");
            remove(progress);
            return;
        }
        progress.accept("Removing the node, its network, cgroups and data");
        remove(progress);
        progress.accept("The node is gone; its compiled programs and its images stay in "
                + members.settings().cache());
    }

    private void remove(Consumer<String> progress) {
        // Also nodes of which nothing is known: their folders may have been deleted.
        Together.forEach(members.conceivable(), Removal::remove);
        remove(members.first());
        if (!Sandbox.any()) {
            KernelSettings.ofThisMachine().restore();
            Controllers.ofThisMachine().restore();
            MountPoints.of(layout()).remove();
        }
        removeFolders(progress);
    }

    private static void remove(Member member) {
        var sandbox = member.sandbox();
        var images = new KeptImages(member.settings(), member.layout());
        if (!member.first()) {
            member.faults().lift();
        }
        boolean worthKeeping = sandbox.process().isPresent() && images.isolate();
        sandbox.stop();
        if (worthKeeping) {
            images.keep();
        }
        member.network().close();
        member.network().disconnect();
        member.cgroups().remove();
    }

    private Layout layout() {
        return members.first().layout();
    }

    private void removeFolders(Consumer<String> progress) {
        new Home(layout())
                .remove().stream()
                        .findFirst()
                        .ifPresent(
                                foreign -> progress.accept("Leaving " + layout().home() + " with files that no node is"
                                        + " known to have made, such as " + foreign.getFileName()
                                        + ": delete them if nobody needs them"));
        Stream.of(layout().home().getParent(), Sandbox.RUN)
                .filter(parent -> parent != null && parent.endsWith("hearth"))
                .map(Path::toString)
                .forEach(parent -> Command.of("rmdir", "--ignore-fail-on-non-empty", parent)
                        .result());
    }
}
