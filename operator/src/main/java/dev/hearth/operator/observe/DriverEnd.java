package dev.hearth.operator.observe;

import dev.hearth.operator.desired.DriverPod;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether anybody comes back for a driver pod of the CLI whose process has ended. The CLI deletes its pods itself; these
 * are what is left where it was killed or lost its connection.
 */
public final class DriverEnd {
    /** Long enough to read the log of a job whose terminal went away, short enough for nobody to clean up after it. */
    static final Duration JOB_STAYS = Duration.ofHours(1);

    private DriverEnd() {}

    /** True for a session as soon as it has ended, and for a job an hour later unless it is to be kept. */
    public static boolean isForsaken(Pod pod, Instant now) {
        var session = annotation(pod, DriverPod.SESSION_ANNOTATION);
        if (session.isEmpty() || !hasEnded(pod)) {
            return false;
        }
        return session.get().equals("true")
                || (!isKept(pod) && !endedAt(pod).plus(JOB_STAYS).isAfter(now));
    }

    private static boolean isKept(Pod pod) {
        return annotation(pod, DriverPod.KEEP_ANNOTATION).filter("true"::equals).isPresent();
    }

    private static Optional<String> annotation(Pod pod, String name) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations()).map(all -> all.get(name));
    }

    private static boolean hasEnded(Pod pod) {
        return List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase());
    }

    /** A pod that was evicted, or whose node is lost, may have no container that tells its end. */
    private static Instant endedAt(Pod pod) {
        return Instant.parse(pod.getStatus().getContainerStatuses().stream()
                .map(ContainerStatus::getState)
                .filter(Objects::nonNull)
                .map(ContainerState::getTerminated)
                .filter(Objects::nonNull)
                .map(ContainerStateTerminated::getFinishedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(pod.getMetadata().getCreationTimestamp()));
    }
}
