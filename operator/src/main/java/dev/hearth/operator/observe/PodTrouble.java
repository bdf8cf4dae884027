package dev.hearth.operator.observe;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a pod does not run, in words for people.
 *
 * @param reason one word in Kubernetes' style, for example {@code Unschedulable} or {@code ImagePullBackOff}
 * @param needsPerson whether waiting will not help
 */
public record PodTrouble(String pod, String reason, String message, boolean needsPerson) {
    private static final Set<String> HOPELESS = Set.of(
            "ErrImagePull",
            "ErrImageNeverPull",
            "ImagePullBackOff",
            "InvalidImageName",
            "CrashLoopBackOff",
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError");

    /** The trouble of a pod that is not being deleted, if it has any. */
    public static Optional<PodTrouble> of(Pod pod) {
        return unschedulable(pod)
                .or(() -> containers(pod)
                        .flatMap(container -> waiting(pod, container).stream())
                        .findFirst());
    }

    /** The first pod's trouble that needs a person, else the first trouble there is. */
    public static Optional<PodTrouble> worst(List<Pod> pods) {
        var all = pods.stream().flatMap(pod -> of(pod).stream()).toList();
        return all.stream()
                .filter(PodTrouble::needsPerson)
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    private static Optional<PodTrouble> unschedulable(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("PodScheduled"))
                .filter(condition -> "Unschedulable".equals(condition.getReason()))
                .map(condition -> new PodTrouble(
                        pod.getMetadata().getName(),
                        "Unschedulable",
                        "no node takes it: " + condition.getMessage(),
                        false))
                .findFirst();
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return Stream.concat(
                pod.getStatus().getInitContainerStatuses().stream(), pod.getStatus().getContainerStatuses().stream());
    }

    private static Optional<PodTrouble> waiting(Pod pod, ContainerStatus container) {
        return Optional.ofNullable(container.getState())
                .map(state -> state.getWaiting())
                .filter(waiting -> HOPELESS.contains(waiting.getReason()))
                .map(waiting -> new PodTrouble(
                        pod.getMetadata().getName(),
                        waiting.getReason(),
                        waiting.getMessage() == null ? waiting.getReason() : waiting.getMessage() + lastExit(container),
                        true));
    }

    private static String lastExit(ContainerStatus container) {
        var last = container.getLastState() == null
                ? null
                : container.getLastState().getTerminated();
        return last == null
                ? ""
                : " (its last run ended with exit code " + last.getExitCode() + ", " + last.getReason() + ")";
    }
}
