package dev.hearth.operator.observe;

import dev.hearth.operator.rollout.Hold;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.Optional;

/**
 * Everything that was observed of one cluster at one moment.
 *
 * @param hold why a part of the spec is not in effect yet, if it is being held back
 * @param masters the controller of the master pods, if it exists
 * @param workers the controller of the worker pods, if it exists
 * @param masterPods pods that are neither being deleted nor at their end (an evicted pod stays as a record)
 * @param workerPods likewise
 * @param leavingPods masters' and workers' pods that are being deleted
 * @param mastersProblem why the masters' controller cannot make a pod that is missing, if it said so
 * @param leader the pod that {@code master} speaks for, if a pod could be asked
 * @param master what the leading master said, or why there is no word
 * @param history what there is of finished applications
 */
public record Observation(
        Optional<Hold> hold,
        Optional<StatefulSet> masters,
        Optional<Deployment> workers,
        List<Pod> masterPods,
        List<Pod> workerPods,
        List<Pod> leavingPods,
        Optional<String> mastersProblem,
        Optional<String> leader,
        MasterAnswer master,
        HistoryObservation history) {

    /** The masters that answer: the leader and its standbys. */
    public List<Pod> readyMasters() {
        return masterPods.stream().filter(Readiness::isPodReady).toList();
    }

    /** The state of the leading master, if one leads. */
    public Optional<MasterState> leadingMaster() {
        return master.leading();
    }
}
