package dev.hearth.operator.observe;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    /** Who has run for so long is taken for sound by the kubelet too, which restarts it at once then. */
    private static final Duration RECOVERED = Duration.ofMinutes(10);

    private static final Pattern BACKING_OFF =
            Pattern.compile("^Back-off pulling image \"[^\"]*\"(: ErrImagePull: |: ImagePullBackOff: )?");

    /** The trouble that a pod that is not being deleted has at this moment, if any. */
    public static Optional<PodTrouble> of(Pod pod) {
        return of(pod, Instant.now());
    }

    static Optional<PodTrouble> of(Pod pod, Instant now) {
        return unschedulable(pod)
                .or(() -> containers(pod)
                        .flatMap(container -> trouble(pod, container, now).stream())
                        .findFirst());
    }

    /** The first pod's trouble at this moment that needs a person, else the first trouble there is. */
    public static Optional<PodTrouble> worst(List<Pod> pods) {
        return worst(pods, Instant.now());
    }

    /** The first pod's trouble that needs a person, else the first trouble there is. */
    public static Optional<PodTrouble> worst(List<Pod> pods, Instant now) {
        var all = pods.stream().flatMap(pod -> of(pod, now).stream()).toList();
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

    private static Optional<PodTrouble> trouble(Pod pod, ContainerStatus container, Instant now) {
        var name = pod.getMetadata().getName();
        return Optional.ofNullable(container.getState())
                .map(state -> state.getWaiting())
                .filter(waiting -> waiting.getReason() != null && HOPELESS.contains(waiting.getReason()))
                .map(waiting -> switch (waiting.getReason()) {
                    case "CrashLoopBackOff" -> crashing(name, container);
                    case "ErrImagePull", "ImagePullBackOff" ->
                        new PodTrouble(name, "ImagePullBackOff", pullFailure(container, waiting), true);
                    default -> new PodTrouble(name, waiting.getReason(), message(waiting), true);
                })
                .or(() -> restartsAgainAndAgain(container, now)
                        ? Optional.of(crashing(name, container))
                        : Optional.empty());
    }

    /** Between two crashes a container runs for a moment; that is no recovery. A crash after weeks is no loop. */
    private static boolean restartsAgainAndAgain(ContainerStatus container, Instant now) {
        if (container.getRestartCount() == null
                || container.getRestartCount() < 2
                || Boolean.TRUE.equals(container.getReady())
                || container.getLastState() == null
                || container.getLastState().getTerminated() == null) {
            return false;
        }
        var last = container.getLastState().getTerminated();
        var running = container.getState() == null ? null : container.getState().getRunning();
        return isBrief(last.getStartedAt(), last.getFinishedAt(), now)
                && (running == null || isBrief(running.getStartedAt(), null, now));
    }

    private static boolean isBrief(@Nullable String from, @Nullable String to, Instant now) {
        if (from == null) {
            return true;
        }
        var end = to == null ? now : Instant.parse(to);
        return Instant.parse(from).plus(RECOVERED).isAfter(end);
    }

    private static PodTrouble crashing(String pod, ContainerStatus container) {
        var last = container.getLastState() == null
                ? null
                : container.getLastState().getTerminated();
        var exit = last == null
                ? ""
                : "; its last run ended with exit code " + last.getExitCode() + ", " + last.getReason();
        return new PodTrouble(
                pod,
                "CrashLoopBackOff",
                "it ends again and again" + exit + ": see kubectl logs " + pod + " --previous",
                true);
    }

    /** The kubelet tells the same failure in turn as it happens and while it waits; here it is one. */
    private static String pullFailure(ContainerStatus container, ContainerStateWaiting waiting) {
        var why = BACKING_OFF.matcher(message(waiting)).replaceFirst("");
        return "the image " + container.getImage() + " cannot be pulled" + (why.isBlank() ? "" : ": " + why);
    }

    private static String message(ContainerStateWaiting waiting) {
        return waiting.getMessage() == null ? waiting.getReason() : waiting.getMessage();
    }
}
