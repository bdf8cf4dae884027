package dev.hearth.cli.cluster;

import dev.hearth.cli.problem.Program;
import java.util.Optional;

/**
 * Why a cluster is not ready.
 *
 * @param why a sentence
 * @param advice what to do about it; empty where waiting is all
 */
public record Diagnosis(String why, Optional<String> advice) {

    /** Empty for a cluster that is ready. */
    public static Optional<Diagnosis> of(ClusterView cluster) {
        if (cluster.isBeingDeleted()) {
            return Optional.of(waiting("it is being deleted"));
        }
        if (cluster.isReady()) {
            return Optional.empty();
        }
        if (!cluster.wasEverObserved()) {
            return Optional.of(new Diagnosis(
                    "the operator has not looked at it yet",
                    Optional.of("if that lasts, run: " + Program.call("doctor"))));
        }
        if (!cluster.isObserved()) {
            return Optional.of(waiting("the operator has not acted on the latest change yet"));
        }
        var degraded = cluster.condition("Degraded").filter(ClusterView.Condition::holds);
        var ready = cluster.condition("Ready").filter(condition -> !condition.holds());
        return degraded.or(() -> ready)
                .map(condition -> new Diagnosis(condition.message(), advice(cluster, condition)))
                .or(() -> Optional.of(waiting("the operator has not said whether it is ready")));
    }

    private static Diagnosis waiting(String why) {
        return new Diagnosis(why, Optional.empty());
    }

    private static Optional<String> advice(ClusterView cluster, ClusterView.Condition condition) {
        var name = cluster.name();
        return switch (condition.reason()) {
            case "Suspended" -> Optional.of("bring it back with: " + Program.call("up " + name + " --resume"));
            case "ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName" ->
                Optional.of("check spec.image (and imagePullSecrets), or put Hearth's own image there with: "
                        + Program.call("image build --load"));
            case "Unschedulable" ->
                Optional.of("ask for less (" + Program.call("scale " + name + " N") + ", "
                        + Program.call("up " + name + " --memory 512m") + ") or add nodes");
            case "CrashLoopBackOff", "RunContainerError", "CreateContainerError" ->
                Optional.of("its own words: "
                        + Program.call("logs " + name + (isMaster(condition) ? " master" : " worker")));
            case "CreateContainerConfigError" ->
                Optional.of("something that spec.env or the template refers to does not exist");
            case "PodsRefused", "ObjectRefused" ->
                Optional.of("change what is refused, or the quota or policy that refuses it");
            case "MasterNotAnswering", "MasterNotReady" ->
                Optional.of("its own words: " + Program.call("logs " + name + " master"));
            case "InternalError" -> Optional.of("kubectl -n hearth-system logs deploy/hearth-operator");
            default -> Optional.empty();
        };
    }

    private static boolean isMaster(ClusterView.Condition condition) {
        return condition.message().contains("-master-");
    }
}
