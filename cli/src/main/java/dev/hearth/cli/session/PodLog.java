package dev.hearth.cli.session;

import dev.hearth.cli.problem.Pause;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** The log of a pod's main container, line by line. */
public record PodLog(KubernetesClient client, String namespace, String pod, String container) {

    /** The last lines, or all of them for a negative number. */
    public void print(int tail, boolean previousRun, Consumer<String> lines) {
        var log = logs();
        var text = previousRun ? log.terminated().tailingLines(lines(tail)) : log.tailingLines(lines(tail));
        text.getLog().lines().forEach(lines);
    }

    /** The last lines, or all of them for a negative number, and those that come until the container has ended. A lost connection is opened again where it broke. */
    public void follow(int tail, Consumer<String> lines) {
        var position = new LogPosition();
        while (true) {
            var ended = hasEnded();
            readOnce(position, tail, lines);
            if (ended) {
                return;
            }
            Pause.millis(200);
            position.reopened();
        }
    }

    private void readOnce(LogPosition position, int tail, Consumer<String> lines) {
        var log = logs().usingTimestamps();
        var since = position.since();
        try (var watch = since.isPresent()
                        ? log.sinceTime(since.get().toString()).watchLog()
                        : log.tailingLines(lines(tail)).watchLog();
                var reader = new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                position.accept(line).ifPresent(lines);
            }
        } catch (IOException | KubernetesClientException e) {
            // Opened again by the caller, which also finds out whether the pod still exists.
            return;
        }
    }

    private ContainerResource logs() {
        return client.pods().inNamespace(namespace).withName(pod).inContainer(container);
    }

    private static int lines(int tail) {
        return tail < 0 ? Integer.MAX_VALUE : tail;
    }

    /** Whether no more lines will come: asked before reading, so that the last ones are not missed. */
    private boolean hasEnded() {
        try {
            var found = client.pods().inNamespace(namespace).withName(pod).get();
            return found == null
                    || status(found, container).filter(PodLog::ended).isPresent();
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    static Optional<ContainerStatus> status(Pod pod, String container) {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(status -> status.getName().equals(container))
                .findFirst();
    }

    static boolean ended(ContainerStatus status) {
        return status.getState() != null && status.getState().getTerminated() != null;
    }
}
