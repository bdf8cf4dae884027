package dev.hearth.cli.session;

import dev.hearth.cli.problem.Pause;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The log of a pod's main container, line by line. */
record PodLog(PodEndpoint endpoint, String container) {
    /** Load balancers close a connection after such a silence, and some of them tell nobody. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PAUSE_BETWEEN_RUNS = Duration.ofSeconds(1);

    /** The last lines, or all of them for a negative number. */
    void print(int tail, boolean previousRun, Consumer<String> lines) {
        var log = endpoint.resource().inContainer(container);
        var last = tail < 0 ? Integer.MAX_VALUE : tail;
        var text = previousRun ? log.terminated().tailingLines(last) : log.tailingLines(last);
        text.getLog().lines().forEach(lines);
    }

    /**
     * The last lines, or all of them for a negative number, and those that come until the pod has ended, over restarts of
     * its container. A lost connection is opened again where it broke.
     *
     * @param notices takes a sentence about an outage
     */
    void follow(int tail, Consumer<String> lines, Consumer<String> notices) {
        var outage = new Outage(Driver.OUTAGE_PATIENCE, notices);
        var position = new LogPosition();
        var first = Optional.<String>empty();
        while (true) {
            // Asked before reading, so that the last lines are not missed.
            var pod = outage.outlast(() -> endpoint.resource().get());
            if (pod == null || !first.orElse(uid(pod)).equals(uid(pod))) {
                return;
            }
            first = Optional.of(uid(pod));
            try (var log = outage.outlast(() -> LogStream.open(endpoint, container, position, tail, SILENCE))) {
                log.read(line -> position.accept(line).ifPresent(lines));
            }
            if (hasEnded(pod)) {
                return;
            }
            Pause.millis((isRunning(pod) ? PAUSE : PAUSE_BETWEEN_RUNS).toMillis());
            position.reopened();
        }
    }

    private static String uid(Pod pod) {
        return pod.getMetadata().getUid();
    }

    /** Whether no more lines will come. */
    private boolean hasEnded(Pod pod) {
        var restarts = !"Never".equals(pod.getSpec().getRestartPolicy());
        return List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase())
                || (!restarts && status(pod, container).filter(PodLog::ended).isPresent());
    }

    private boolean isRunning(Pod pod) {
        return status(pod, container)
                .filter(status -> status.getState() != null && status.getState().getRunning() != null)
                .isPresent();
    }

    static Optional<ContainerStatus> status(Pod pod, String container) {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(status -> status.getName().equals(container))
                .findFirst();
    }

    private static boolean ended(ContainerStatus status) {
        return status.getState() != null && status.getState().getTerminated() != null;
    }
}
