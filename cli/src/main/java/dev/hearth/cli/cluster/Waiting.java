package dev.hearth.cli.cluster;

import dev.hearth.cli.problem.Patience;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import dev.hearth.cli.terminal.Elapsed;
import dev.hearth.cli.terminal.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for a cluster and says all the time what it waits for. */
public record Waiting(Supplier<Optional<ClusterView>> cluster, Step step, Patience patience) {

    public Waiting(Supplier<Optional<ClusterView>> cluster, Step step, Duration timeout) {
        this(cluster, step, Patience.of(timeout));
    }

    /** Returns once the cluster, which has been stored, is ready and nothing of it is still being replaced. */
    public ClusterView untilSettled(String name) {
        var seen = patience.look(() -> present(name), Waiting::isSettled, Waiting::describe, step);
        if (!isSettled(seen)) {
            throw notReady(name, seen);
        }
        return seen;
    }

    /** Returns once the object is gone. */
    public void untilGone(String name) {
        var seen = patience.look(
                cluster, Optional::isEmpty, view -> view.map(Waiting::describe).orElse(""), step);
        if (seen.isPresent()) {
            throw Problem.timedOut("cluster " + name + " is still being deleted after " + seconds())
                    .advise("see what is left with: kubectl get pods -l app.kubernetes.io/instance=" + name);
        }
    }

    private ClusterView present(String name) {
        return cluster.get()
                .filter(view -> !view.isBeingDeleted())
                .orElseThrow(() -> Problem.failed("cluster " + name + " was deleted by somebody else meanwhile")
                        .advise("make it again with: " + Program.call("up " + name)));
    }

    /** Ready, or suspended as wanted, and nothing is being replaced or is leaving. */
    static boolean isSettled(ClusterView cluster) {
        var progressing = cluster.condition("Progressing")
                .map(ClusterView.Condition::holds)
                .orElse(false);
        return (cluster.suspended() ? cluster.wasEverObserved() && cluster.isObserved() : cluster.isReady())
                && !progressing;
    }

    /** What is there already and what is missing, in one line. */
    static String describe(ClusterView cluster) {
        if (cluster.isBeingDeleted()) {
            return "its pods are leaving";
        }
        var parts = new ArrayList<String>();
        if (cluster.isObserved()) {
            cluster.leader().ifPresent(leader -> parts.add("master " + leader + " leads"));
            if (cluster.leader().isPresent()) {
                parts.add("workers " + cluster.aliveWorkers() + "/" + cluster.wantedWorkers() + " alive");
            }
        }
        parts.addAll(trouble(cluster));
        return String.join(", ", parts);
    }

    private static List<String> trouble(ClusterView cluster) {
        var diagnosis = Diagnosis.of(cluster);
        if (diagnosis.isPresent()) {
            var routine = cluster.condition("Ready")
                    .filter(ready -> ready.reason().equals("WorkersRegistering"))
                    .isPresent();
            return routine && cluster.isObserved()
                    ? List.of()
                    : List.of(diagnosis.get().why());
        }
        return cluster.condition("Progressing").map(ClusterView.Condition::message).stream()
                .toList();
    }

    private Problem notReady(String name, ClusterView seen) {
        var diagnosis = Diagnosis.of(seen);
        var why = diagnosis.map(Diagnosis::why).orElse("pods are still being replaced");
        return Problem.timedOut("cluster " + name + " is not ready after " + seconds() + ": " + why)
                .advise(diagnosis
                        .flatMap(Diagnosis::advice)
                        .orElse("it goes on by itself; look again with: " + Program.call("status " + name)));
    }

    private String seconds() {
        return Elapsed.text(patience.total());
    }
}
