package dev.hearth.cli.launch;

import dev.hearth.cli.cluster.ClusterView;
import dev.hearth.cli.cluster.Clusters;
import dev.hearth.cli.cluster.Waiting;
import dev.hearth.cli.kube.Place;
import dev.hearth.cli.problem.Patience;
import dev.hearth.cli.terminal.Console;
import java.time.Duration;

/** The moment from which a cluster is what somebody wished for. */
public record Arrival(Place place, Console console) {

    /** Waits until the cluster is as its spec says, and returns it as it then is. */
    public ClusterView await(String name, Duration timeout) {
        return await(name, Patience.of(timeout));
    }

    /** Waits for what is left of a patience. */
    ClusterView await(String name, Patience patience) {
        var clusters = new Clusters(place.reader(), place.namespace());
        try (var step = console.step("Cluster " + name)) {
            var ready = new Waiting(() -> clusters.find(name), step, patience).untilSettled(name);
            step.done("Cluster " + name + " is " + summary(ready));
            return ready;
        }
    }

    private static String summary(ClusterView cluster) {
        return cluster.suspended()
                ? "suspended"
                : "ready: master " + cluster.leader().orElse("?") + ", " + cluster.summary("workers") + " workers, "
                        + cluster.json().at("/status/cores/total").asText("0") + " cores";
    }
}
