package dev.hearth.operator.reconcile;

import dev.hearth.api.Labels;
import dev.hearth.api.SparkCluster;
import dev.hearth.operator.observe.Observation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * The label by which the Service of several masters finds the one that leads. The leader itself sets it as soon as it is
 * elected; this puts right what somebody has edited, or what a late request of a former leader has left.
 */
final class LeaderLabel {
    private static final String SET = "{\"metadata\":{\"labels\":{\"" + Labels.LEADER + "\":\"true\"}}}";
    private static final String REMOVE = "{\"metadata\":{\"labels\":{\"" + Labels.LEADER + "\":null}}}";

    private LeaderLabel() {}

    static boolean isOn(Pod pod) {
        return "true".equals(pod.getMetadata().getLabels().get(Labels.LEADER));
    }

    /** Does nothing while no master leads: the next one is about to do it. */
    static void keep(SparkCluster cluster, Observation observed, KubernetesClient client) {
        if (cluster.specOrDefaults().masters().replicas() == 1
                || observed.leadingMaster().isEmpty()) {
            return;
        }
        var leader = observed.leader().orElseThrow();
        for (var pod : observed.masterPods()) {
            var leads = pod.getMetadata().getName().equals(leader);
            if (leads != isOn(pod)) {
                PodPatch.apply(pod, leads ? SET : REMOVE, client);
            }
        }
    }
}
