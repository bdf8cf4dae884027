package dev.hearth.operator.reconcile;

import static dev.hearth.operator.desired.Names.Component.DRIVER;
import static dev.hearth.operator.desired.Names.Component.MASTER;
import static dev.hearth.operator.desired.Names.Component.WORKER;

import dev.hearth.api.SparkCluster;
import dev.hearth.operator.desired.DriverPod;
import dev.hearth.operator.desired.Names;
import dev.hearth.operator.observe.MasterAnswer;
import dev.hearth.operator.observe.MasterClient;
import dev.hearth.operator.observe.Observation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Gathers an observation of a cluster from the informers' caches and its master. */
final class ClusterObserver {
    private final MasterClient masterClient;

    ClusterObserver(MasterClient masterClient) {
        this.masterClient = masterClient;
    }

    Observation observe(Context<SparkCluster> context) {
        var masterPods = pods(context, MASTER);
        var word = ask(masterPods);
        return new Observation(
                context.getSecondaryResource(StatefulSet.class),
                context.getSecondaryResource(Deployment.class),
                masterPods,
                pods(context, WORKER),
                word.pod(),
                word.answer());
    }

    /** Driver pods of prompts and shells whose process has ended: nobody comes back for them. */
    List<Pod> finishedSessions(Context<SparkCluster> context) {
        return pods(context, DRIVER).stream()
                .filter(pod -> "true".equals(pod.getMetadata().getAnnotations().get(DriverPod.SESSION_ANNOTATION)))
                .filter(pod ->
                        List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase()))
                .toList();
    }

    private record Word(Optional<String> pod, MasterAnswer answer) {}

    /** The first master that leads, else the first answer at all. */
    private Word ask(List<Pod> masters) {
        var word = new Word(Optional.empty(), new MasterAnswer.Silent("no master's pod is running"));
        for (var pod : masters) {
            if (!"Running".equals(pod.getStatus().getPhase()) || pod.getStatus().getPodIP() == null) {
                continue;
            }
            var answer = masterClient.ask(pod.getStatus().getPodIP(), Names.MASTER_UI_PORT);
            word = new Word(Optional.of(pod.getMetadata().getName()), answer);
            if (answer instanceof MasterAnswer.Answered(var state) && state.leads()) {
                return word;
            }
        }
        return word;
    }

    private static List<Pod> pods(Context<SparkCluster> context, Names.Component component) {
        return context.getSecondaryResourcesAsStream(Pod.class)
                .filter(pod ->
                        component.label().equals(pod.getMetadata().getLabels().get(Names.COMPONENT_LABEL)))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
    }
}
