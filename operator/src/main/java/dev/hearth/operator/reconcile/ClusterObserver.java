package dev.hearth.operator.reconcile;

import static dev.hearth.api.Component.DRIVER;
import static dev.hearth.api.Component.HISTORY;
import static dev.hearth.api.Component.MASTER;
import static dev.hearth.api.Component.WORKER;

import dev.hearth.api.Component;
import dev.hearth.api.Ports;
import dev.hearth.api.SparkCluster;
import dev.hearth.operator.desired.EventLogs;
import dev.hearth.operator.desired.Names;
import dev.hearth.operator.observe.CreationFailure;
import dev.hearth.operator.observe.DriverEnd;
import dev.hearth.operator.observe.HistoryObservation;
import dev.hearth.operator.observe.MasterAnswer;
import dev.hearth.operator.observe.MasterClient;
import dev.hearth.operator.observe.MasterState;
import dev.hearth.operator.observe.Observation;
import dev.hearth.operator.rollout.Hold;
import dev.hearth.operator.status.Refusal;
import dev.hearth.operator.status.StatusReport;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Gathers an observation of a cluster from the informers' caches and its master. */
final class ClusterObserver {
    private final MasterClient masterClient;

    ClusterObserver(MasterClient masterClient) {
        this.masterClient = masterClient;
    }

    Observation observe(
            SparkCluster cluster,
            Optional<Hold> hold,
            HistoryObservation history,
            Context<SparkCluster> context,
            Instant now) {
        var masterPods = masterPods(context);
        var masters = context.getSecondaryResource(StatefulSet.class);
        var word = ask(masterPods);
        return new Observation(
                hold,
                masters,
                workers(cluster, context),
                masterPods,
                workerPods(context),
                Stream.concat(pods(context, MASTER), pods(context, WORKER))
                        .filter(ClusterObserver::leaves)
                        .toList(),
                masters.filter(set -> CreationFailure.isPossible(
                                set, pods(context, MASTER).toList()))
                        .flatMap(set -> CreationFailure.newest(
                                failedCreations(set, context), set, StatusReport.masterLost(cluster.getStatus(), now))),
                word.pod(),
                word.answer(),
                history);
    }

    /** The controller of the worker pods, if it exists. */
    static Optional<Deployment> workers(SparkCluster cluster, Context<SparkCluster> context) {
        var name = Names.of(cluster).worker();
        return context.getSecondaryResourcesAsStream(Deployment.class)
                .filter(it -> it.getMetadata().getName().equals(name))
                .findFirst();
    }

    private static List<Pod> masterPods(Context<SparkCluster> context) {
        return pods(context, MASTER).filter(ClusterObserver::stays).toList();
    }

    /** The workers' pods that are neither being deleted nor at their end. */
    static List<Pod> workerPods(Context<SparkCluster> context) {
        return pods(context, WORKER).filter(ClusterObserver::stays).toList();
    }

    /** What the leading master says of the cluster, if one leads. */
    Optional<MasterState> leadingMaster(Context<SparkCluster> context) {
        return ask(masterPods(context)).answer().leading();
    }

    /** How many applications run or wait. Where no master has led for long, none that would be lost. */
    OptionalInt applications(SparkCluster cluster, Context<SparkCluster> context, Instant now) {
        var master = leadingMaster(context);
        if (master.isPresent()) {
            return OptionalInt.of(master.get().activeapps().size());
        }
        return StatusReport.masterIsGone(cluster.getStatus(), now) ? OptionalInt.of(0) : OptionalInt.empty();
    }

    /** What there is of finished applications, where they are kept and what became of it. */
    static HistoryObservation history(
            Optional<EventLogs> logs,
            Optional<PersistentVolumeClaim> claim,
            Optional<Refusal> refusal,
            Context<SparkCluster> context) {
        return new HistoryObservation(
                logs,
                claim,
                pods(context, HISTORY).filter(ClusterObserver::stays).toList(),
                refusal.map(Refusal::message));
    }

    private static List<Event> failedCreations(StatefulSet set, Context<SparkCluster> context) {
        return context.getClient()
                .v1()
                .events()
                .inNamespace(set.getMetadata().getNamespace())
                .withField("involvedObject.uid", set.getMetadata().getUid())
                .withField("reason", "FailedCreate")
                .list()
                .getItems();
    }

    /** Driver pods that nobody comes back for, and all of a suspended cluster. */
    List<Pod> forsakenDrivers(SparkCluster cluster, Context<SparkCluster> context, Instant now) {
        var suspended = cluster.specOrDefaults().suspend();
        return pods(context, DRIVER)
                .filter(pod -> !leaves(pod))
                .filter(pod -> suspended || DriverEnd.isForsaken(pod, now))
                .toList();
    }

    private static boolean leaves(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    private static boolean ended(Pod pod) {
        return List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase());
    }

    private static boolean stays(Pod pod) {
        return !leaves(pod) && !ended(pod);
    }

    private record Word(Optional<String> pod, MasterAnswer answer) {}

    /** The first master that leads, else the last answer; the one that is known as the leader is asked first. */
    private Word ask(List<Pod> masters) {
        var word = new Word(Optional.empty(), new MasterAnswer.Silent("no master's pod is running"));
        var leaderFirst = masters.stream()
                .sorted(Comparator.comparing(pod -> !LeaderLabel.isOn(pod)))
                .toList();
        for (var pod : leaderFirst) {
            if (!"Running".equals(pod.getStatus().getPhase()) || pod.getStatus().getPodIP() == null) {
                continue;
            }
            var answer = masterClient.ask(pod.getStatus().getPodIP(), Ports.MASTER_UI);
            if (word.answer() instanceof MasterAnswer.Silent || answer instanceof MasterAnswer.Answered) {
                word = new Word(Optional.of(pod.getMetadata().getName()), answer);
            }
            if (answer.leading().isPresent()) {
                return word;
            }
        }
        return word;
    }

    private static Stream<Pod> pods(Context<SparkCluster> context, Component component) {
        return context.getSecondaryResourcesAsStream(Pod.class)
                .filter(component::isSaidOf)
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()));
    }
}
