package dev.hearth.cli.session;

import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import dev.hearth.cli.terminal.Elapsed;
import dev.hearth.operator.observe.PodTrouble;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** A driver pod that does not run yet: what it waits for, and what to do about it. */
record DriverStart(PodEndpoint endpoint, Pod pod) {

    String progress() {
        return trouble().map(PodTrouble::message).orElse("pod " + endpoint.pod() + " starts");
    }

    /** Whether waiting will not help. */
    boolean isHopeless() {
        return trouble().filter(PodTrouble::needsPerson).isPresent();
    }

    Problem failed() {
        return Problem.failed("the driver pod did not start: " + why()).advise(advice());
    }

    Problem timedOut(Duration patience) {
        return Problem.timedOut("the driver pod did not start within " + Elapsed.text(patience) + ": " + why())
                .advise(advice());
    }

    private Optional<PodTrouble> trouble() {
        return PodTrouble.of(pod);
    }

    private String why() {
        return trouble()
                .map(PodTrouble::message)
                .or(this::lastWarning)
                .orElse("it is still pending, and Kubernetes does not say why");
    }

    private String advice() {
        if (trouble().map(PodTrouble::message).orElse("").contains("pod affinity")) {
            return "it writes its event log to the volume of the history server, which one node at a time can use: make"
                    + " room on that node, or see spec.history (accessMode: ReadWriteMany, location, enabled: false)";
        }
        return switch (trouble().map(PodTrouble::reason).orElse("")) {
            case "Unschedulable" ->
                "ask for less (--cores 100m --memory 512m), add nodes, or wait longer (--timeout 30m)";
            case "ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName" ->
                "check the cluster's spec.image (and imagePullSecrets); `" + Program.call("doctor")
                        + "` checks Hearth's own image";
            case "CreateContainerConfigError" ->
                "something that the cluster's spec.env or template refers to does not exist";
            default -> "see kubectl -n " + endpoint.namespace() + " get events, or wait longer (--timeout 30m)";
        };
    }

    /** Volumes and networks tell their troubles only in events. */
    private Optional<String> lastWarning() {
        try {
            return endpoint
                    .client()
                    .v1()
                    .events()
                    .inNamespace(endpoint.namespace())
                    .withField("involvedObject.name", endpoint.pod())
                    .withField("type", "Warning")
                    .list()
                    .getItems()
                    .stream()
                    .max(Comparator.comparing(
                            Event::getLastTimestamp, Comparator.nullsFirst(Comparator.naturalOrder())))
                    .map(Event::getMessage);
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }
}
