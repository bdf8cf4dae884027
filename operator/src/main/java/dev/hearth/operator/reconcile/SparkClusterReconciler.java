package dev.hearth.operator.reconcile;

import dev.hearth.api.SparkCluster;
import dev.hearth.api.SparkClusterStatus;
import dev.hearth.operator.desired.AuthenticationSecret;
import dev.hearth.operator.desired.DesiredState;
import dev.hearth.operator.desired.EventLogs;
import dev.hearth.operator.desired.Names;
import dev.hearth.operator.desired.Surroundings;
import dev.hearth.operator.observe.MasterClient;
import dev.hearth.operator.rollout.DueObjects;
import dev.hearth.operator.status.Happening;
import dev.hearth.operator.status.Refusal;
import dev.hearth.operator.status.StatusReport;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a cluster true: applies the desired state, observes, reports. Level-triggered, so that any event, or none, leads
 * to the same result.
 */
@ControllerConfiguration(name = "sparkcluster", fieldManager = SparkClusterReconciler.FIELD_MANAGER)
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 60_000)
public final class SparkClusterReconciler implements Reconciler<SparkCluster> {
    /** The owner of the fields that the operator sets, as {@code metadata.managedFields} shows it. */
    public static final String FIELD_MANAGER = "hearth-operator";

    private static final Duration UNTIL_CACHES_ARE_FULL = Duration.ofSeconds(1);

    /** A first list takes seconds; what takes longer is refused. */
    private static final Duration LONGEST_LIST = Duration.ofMinutes(1);

    private final ObjectApplier applier = new ObjectApplier();
    private final ClusterObserver observer;
    private final Departures departures;
    private final ClusterEvents events;
    private final Clock clock;
    private StorageClasses storageClasses = new StorageClasses(Optional.empty());
    private Caches caches = new Caches(List.of());
    private Instant cachesAreDue = Instant.MIN;

    public SparkClusterReconciler(MasterClient masterClient, Clock clock) {
        this.observer = new ClusterObserver(masterClient);
        this.departures = new Departures(observer);
        this.events = new ClusterEvents(clock);
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, SparkCluster>> prepareEventSources(EventSourceContext<SparkCluster> context) {
        storageClasses = StorageClasses.of(context);
        var informers = new ArrayList<>(OwnedKinds.informers(context));
        storageClasses.informer().ifPresent(informers::add);
        caches = new Caches(informers);
        cachesAreDue = clock.instant().plus(LONGEST_LIST);
        return List.copyOf(caches.informers());
    }

    @Override
    public UpdateControl<SparkCluster> reconcile(SparkCluster cluster, Context<SparkCluster> context) {
        var unlisted = caches.unlisted(cluster.getMetadata().getNamespace());
        if (!unlisted.isEmpty()) {
            return withoutCaches(cluster, unlisted, context);
        }
        var surroundings = surroundings(cluster, context);
        departures.order(cluster, context);
        var due = DueObjects.of(
                DesiredState.of(cluster, surroundings),
                context.getSecondaryResource(StatefulSet.class),
                ClusterObserver.workers(cluster, context),
                () -> observer.applications(cluster, context, clock.instant()));
        var refused = applier.apply(cluster, due.objects(), context);
        departures.evict(cluster, context);
        observer.forsakenDrivers(cluster, context, clock.instant())
                .forEach(pod -> context.getClient().resource(pod).delete());
        var previous = cluster.getStatus();
        var now = clock.instant();
        var history = ClusterObserver.history(
                EventLogs.of(cluster, surroundings), surroundings.historyClaim(), first(refused, true), context);
        var observed = observer.observe(cluster, due.hold(), history, context, now);
        LeaderLabel.keep(cluster, observed, context.getClient());
        var status = StatusReport.of(cluster, observed, first(refused, false), previous, now);
        if (status.equals(previous)) {
            return repeatedly(UpdateControl.noUpdate(), status);
        }
        events.record(cluster, Happening.between(previous, status), context.getClient());
        return repeatedly(UpdateControl.patchStatus(carrying(cluster, status)), status);
    }

    private Surroundings surroundings(SparkCluster cluster, Context<SparkCluster> context) {
        var claim = Names.of(cluster).history();
        return new Surroundings(
                authenticationSecret(cluster, context),
                storageClasses.haveDefault(),
                context.getSecondaryResourcesAsStream(PersistentVolumeClaim.class)
                        .filter(it -> it.getMetadata().getName().equals(claim))
                        .filter(it -> it.getMetadata().getDeletionTimestamp() == null)
                        .findFirst());
    }

    private static Optional<Refusal> first(List<ObjectApplier.Refused> refused, boolean ofHistory) {
        return refused.stream()
                .filter(it -> it.isHistory() == ofHistory)
                .map(ObjectApplier.Refused::refusal)
                .findFirst();
    }

    private UpdateControl<SparkCluster> withoutCaches(
            SparkCluster cluster, List<String> unlisted, Context<SparkCluster> context) {
        var control = clock.instant().isBefore(cachesAreDue)
                ? Optional.<SparkCluster>empty()
                : failed(cluster, Refusal.blind(unlisted), context);
        return control.map(UpdateControl::patchStatus)
                .orElseGet(UpdateControl::noUpdate)
                .rescheduleAfter(UNTIL_CACHES_ARE_FULL);
    }

    private UpdateControl<SparkCluster> repeatedly(UpdateControl<SparkCluster> control, SparkClusterStatus status) {
        return StatusReport.staysTrueFor(status, clock.instant())
                .map(control::rescheduleAfter)
                .orElse(control);
    }

    /** What passes is tried again without a word; what does not is said. */
    @Override
    public ErrorStatusUpdateControl<SparkCluster> updateErrorStatus(
            SparkCluster cluster, Context<SparkCluster> context, Exception e) {
        var attempts = context.getRetryInfo().map(RetryInfo::getAttemptCount).orElse(0);
        return Refusal.of(e, attempts)
                .flatMap(failure -> failed(cluster, failure, context))
                .map(ErrorStatusUpdateControl::patchStatus)
                .orElseGet(ErrorStatusUpdateControl::noStatusUpdate);
    }

    /** What to write of a failure, if it is news. */
    private Optional<SparkCluster> failed(SparkCluster cluster, Refusal failure, Context<SparkCluster> context) {
        var previous = cluster.getStatus();
        var status = StatusReport.failed(cluster, failure, previous, clock.instant());
        if (status.equals(previous)) {
            return Optional.empty();
        }
        events.record(cluster, Happening.between(previous, status), context.getClient());
        return Optional.of(carrying(cluster, status));
    }

    /**
     * The secret that the cluster already has; a new one only for a cluster that has none. The cache holds no Secret
     * whose labels somebody removed, and a new secret would end every application.
     */
    private static String authenticationSecret(SparkCluster cluster, Context<SparkCluster> context) {
        var names = Names.of(cluster);
        return context.getSecondaryResourcesAsStream(Secret.class)
                .filter(secret -> secret.getMetadata().getName().equals(names.configuration()))
                .findFirst()
                .or(() -> Optional.ofNullable(context.getClient()
                        .secrets()
                        .inNamespace(names.namespace())
                        .withName(names.configuration())
                        .get()))
                .flatMap(AuthenticationSecret::of)
                .orElseGet(AuthenticationSecret::generate);
    }

    private static SparkCluster carrying(SparkCluster cluster, SparkClusterStatus status) {
        var patch = new SparkCluster();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(cluster.getMetadata().getName())
                .withNamespace(cluster.getMetadata().getNamespace())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
