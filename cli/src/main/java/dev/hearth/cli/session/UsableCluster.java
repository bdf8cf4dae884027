package dev.hearth.cli.session;

import dev.hearth.api.SparkCluster;
import dev.hearth.cli.cluster.Clusters;
import dev.hearth.cli.cluster.Diagnosis;
import dev.hearth.cli.kube.Place;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import dev.hearth.cli.terminal.Console;
import dev.hearth.operator.rollout.Hold;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Fetches a cluster that a driver is to work with, and refuses one that has no master. */
public final class UsableCluster {
    private UsableCluster() {}

    public static SparkCluster of(KubernetesClient client, Place place, String name, Console console) {
        var view = new Clusters(place.reader(), place.namespace()).require(name);
        var diagnosis = Diagnosis.of(view);
        if (view.leader().isEmpty() || view.suspended()) {
            var why = diagnosis.map(Diagnosis::why).orElse("no master leads");
            throw Problem.failed("cluster " + name + " cannot run anything yet: " + why)
                    .advise(diagnosis
                            .flatMap(Diagnosis::advice)
                            .orElse("wait for it with: " + Program.call("up " + name)));
        }
        view.condition("Progressing")
                .filter(held -> held.reason().equals(Hold.WAITING_FOR_APPLICATIONS))
                .ifPresent(held -> {
                    throw Problem.failed("cluster " + name + " takes no new applications: " + held.message())
                            .advise("wait for it with: " + Program.call("up " + name) + "; or undo the change of"
                                    + " sparkVersion");
                });
        diagnosis.ifPresent(
                found -> console.say(console.errStyle().warning("Cluster " + name + " is not ready: " + found.why())));
        return client.resources(SparkCluster.class)
                .inNamespace(place.namespace())
                .withName(name)
                .require();
    }
}
