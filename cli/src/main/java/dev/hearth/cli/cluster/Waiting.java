package dev.hearth.cli.cluster;

import dev.hearth.cli.problem.Pause;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.terminal.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a cluster and says all the time what it waits for. */
public record Waiting(Supplier<Optional<ClusterView>> cluster, Step step, Duration timeout) {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    /** Returns once the cluster is ready and nothing of it is still being replaced. */
    public ClusterView untilSettled(String name) {
        var seen = until(view -> view.map(Waiting::isSettled).orElse(false));
        return seen.filter(Waiting::isSettled).orElseThrow(() -> notReady(name, seen));
    }

    /** Returns once the object is gone. */
    public void untilGone(String name) {
        if (until(Optional::isEmpty).isPresent()) {
            throw Problem.timedOut("cluster " + name + " is still being deleted after " + seconds())
                    .advise("see what is left with: kubectl get pods -l app.kubernetes.io/instance=" + name);
        }
    }

    private Optional<ClusterView> until(Predicate<Optional<ClusterView>> reached) {
        var deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            var view = cluster.get();
            if (reached.test(view) || System.nanoTime() > deadline) {
                return view;
            }
            step.accept(view.map(Waiting::describe).orElse("the API server has not stored it yet"));
            Pause.millis(INTERVAL.toMillis());
        }
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

    private Problem notReady(String name, Optional<ClusterView> seen) {
        var diagnosis = seen.flatMap(Diagnosis::of);
        var why = diagnosis.map(Diagnosis::why).orElse("pods are still being replaced");
        return Problem.timedOut("cluster " + name + " is not ready after " + seconds() + ": " + why)
                .advise(diagnosis
                        .flatMap(Diagnosis::advice)
                        .orElse("it goes on by itself; look again with: hearth status " + name));
    }

    private String seconds() {
        return dev.hearth.cli.terminal.Elapsed.text(timeout);
    }
}
