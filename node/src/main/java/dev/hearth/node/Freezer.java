package dev.hearth.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kernel's switch that keeps all processes of a cgroup and of those below it from running.
 *
 * @param control the file that takes the words
 * @param frozenWord what stops the processes
 * @param thawedWord what lets them go on
 * @param state the file that tells when it is done
 * @param frozenState the line of that file then
 */
record Freezer(Path control, String frozenWord, String thawedWord, Path state, String frozenState) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Returns the switch of a node's cgroup, of the unified hierarchy where there is one. */
    static Optional<Freezer> in(Cgroups cgroups) {
        var groups = cgroups.hierarchies().stream()
                .map(hierarchy -> hierarchy.resolve(cgroups.name()))
                .toList();
        return Stream.concat(
                        groups.stream()
                                .map(group -> new Freezer(
                                        group.resolve("cgroup.freeze"),
                                        "1",
                                        "0",
                                        group.resolve("cgroup.events"),
                                        "frozen 1")),
                        groups.stream()
                                .map(group -> new Freezer(
                                        group.resolve("freezer.state"),
                                        "FROZEN",
                                        "THAWED",
                                        group.resolve("freezer.state"),
                                        "FROZEN")))
                .filter(freezer -> Files.exists(freezer.control))
                .findFirst();
    }

    boolean frozen() {
        return Layout.read(state).lines().anyMatch(frozenState::equals);
    }

    void freeze() {
        write(frozenWord);
        Await.until(PATIENCE, this::frozen, () -> "The kernel does not freeze " + control.getParent() + ". Try again.");
    }

    void thaw() {
        write(thawedWord);
    }

    private void write(String word) {
        try {
            Files.writeString(control, word);
        } catch (IOException e) {
            throw new NodeException("Cannot write '" + word + "' to " + control + ". Are cgroups read-only here?", e);
        }
    }
}
