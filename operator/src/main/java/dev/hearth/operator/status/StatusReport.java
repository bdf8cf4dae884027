package dev.hearth.operator.status;

import static dev.hearth.api.Component.WORKER;

import dev.hearth.api.Ports;
import dev.hearth.api.SparkCluster;
import dev.hearth.api.SparkClusterStatus;
import dev.hearth.api.SparkClusterStatus.ApplicationCount;
import dev.hearth.api.SparkClusterStatus.ApplicationStatus;
import dev.hearth.api.SparkClusterStatus.MasterCount;
import dev.hearth.api.SparkClusterStatus.Usage;
import dev.hearth.api.SparkClusterStatus.WorkerCount;
import dev.hearth.api.SparkClusterStatus.WorkerStatus;
import dev.hearth.operator.desired.Names;
import dev.hearth.operator.observe.MasterState;
import dev.hearth.operator.observe.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The status of a cluster, worked out from an observation and nothing else. */
public final class StatusReport {
    private static final int LISTED = 100;
    private static final Duration WHILE_CHANGING = Duration.ofSeconds(1);
    private static final Duration WHILE_STUCK = Duration.ofSeconds(5);
    private static final Duration WHILE_SETTLED = Duration.ofSeconds(10);
    private static final Duration LATELY = Duration.ofMinutes(1);

    private StatusReport() {}

    /**
     * Works out the status.
     *
     * @param refusal why an object of the cluster could not be written, if one could not
     * @param previous the status written last, for the times of conditions that did not change
     * @param now the time of conditions that did
     */
    public static SparkClusterStatus of(
            SparkCluster cluster,
            Observation observed,
            Optional<Refusal> refusal,
            @Nullable SparkClusterStatus previous,
            Instant now) {
        var names = Names.of(cluster);
        var master = observed.leadingMaster();
        var workers = currentWorkers(observed);
        var alive = alive(workers);
        var history = new HistoryReport(cluster, observed.history(), now);
        var gone = masterIsGone(previous, now);
        var conditions = new ArrayList<>(new Conditions(cluster, observed, refusal, alive.size(), gone, now).all());
        conditions.add(history.condition());
        return new SparkClusterStatus(
                cluster.getMetadata().getGeneration(),
                ConditionHistory.merge(
                        previous == null ? List.of() : previous.conditions(),
                        conditions,
                        cluster.getMetadata().getGeneration(),
                        now),
                master.isPresent() ? observed.leader().orElse(null) : null,
                names.masterUrl(),
                "http://" + names.master() + "." + names.namespace() + ".svc:" + Ports.MASTER_UI,
                masterCount(cluster, observed),
                workerCount(cluster, observed, alive.size()),
                usage(alive, MasterState.Worker::coresused, MasterState.Worker::cores),
                usage(alive, MasterState.Worker::memoryused, MasterState.Worker::memory),
                master.map(StatusReport::applicationCount).orElse(null),
                workerList(workers),
                master.map(StatusReport::applicationList).orElse(List.of()),
                history.status());
    }

    /** The status of a cluster that could not be worked on at all: what was observed last, and why it stays so. */
    public static SparkClusterStatus failed(
            SparkCluster cluster, Refusal failure, @Nullable SparkClusterStatus previous, Instant now) {
        var known = previous == null ? SparkClusterStatus.unknown() : previous;
        var generation = cluster.getMetadata().getGeneration();
        return known.withConditions(
                generation, ConditionHistory.merge(known.conditions(), Conditions.failed(failure), generation, now));
    }

    /** Since when no master has been available, to the second; of a cluster without a status, since ever. */
    public static Instant masterLost(@Nullable SparkClusterStatus status, Instant now) {
        return Optional.ofNullable(status)
                .flatMap(known -> ConditionHistory.find(known.conditions(), Conditions.MASTER_AVAILABLE))
                .map(condition -> condition.getStatus().equals("False")
                        ? Instant.parse(condition.getLastTransitionTime())
                        : now.truncatedTo(ChronoUnit.SECONDS))
                .orElse(Instant.EPOCH);
    }

    /** Whether no master has been available for longer than any change of leader takes. */
    public static boolean masterIsGone(@Nullable SparkClusterStatus status, Instant now) {
        return masterLost(status, now).plus(Conditions.ELECTION).isBefore(now);
    }

    /**
     * How long a status may be believed without looking again; for ever if nothing changes it but events. Workers register
     * and applications come and go without any Kubernetes event, so only asking the master tells; a cluster that has been
     * stuck for long is asked less.
     */
    public static Optional<Duration> staysTrueFor(SparkClusterStatus status, Instant now) {
        if (has(status, Conditions.READY, Conditions.SUSPENDED) && isFalse(status, Conditions.DEGRADED)) {
            return Optional.empty();
        }
        if (isFalse(status, Conditions.PROGRESSING)) {
            return Optional.of(WHILE_SETTLED);
        }
        // There is nobody to ask, and the pod's coming is an event.
        if (has(status, Conditions.MASTER_AVAILABLE, Conditions.MASTER_MISSING)) {
            return Optional.of(WHILE_STUCK);
        }
        var changedLately = status.conditions().stream()
                .map(condition -> Instant.parse(condition.getLastTransitionTime()))
                .anyMatch(time -> time.plus(LATELY).isAfter(now));
        return Optional.of(changedLately ? WHILE_CHANGING : WHILE_STUCK);
    }

    private static boolean isFalse(SparkClusterStatus status, String type) {
        return ConditionHistory.find(status.conditions(), type)
                .filter(condition -> condition.getStatus().equals("False"))
                .isPresent();
    }

    private static boolean has(SparkClusterStatus status, String type, String reason) {
        return ConditionHistory.find(status.conditions(), type)
                .filter(condition -> condition.getReason().equals(reason))
                .isPresent();
    }

    /** The master's rows of workers whose pod still exists: Spark keeps the rows of those that left. */
    private static List<RegisteredWorker> currentWorkers(Observation observed) {
        var leaving = new Leaving(observed.leavingPods()).workers();
        var podsByAddress = Stream.concat(observed.workerPods().stream(), leaving.stream())
                .filter(pod -> pod.getStatus().getPodIP() != null)
                .collect(Collectors.toMap(pod -> pod.getStatus().getPodIP(), Function.identity(), (first, _) -> first));
        return observed.leadingMaster().map(MasterState::workers).orElse(List.of()).stream()
                .filter(worker -> !worker.dead())
                .flatMap(worker -> Optional.ofNullable(podsByAddress.get(worker.address()))
                        .map(pod -> new RegisteredWorker(pod.getMetadata().getName(), worker, leaving.contains(pod)))
                        .stream())
                .sorted(Comparator.comparing(RegisteredWorker::pod))
                .toList();
    }

    private record RegisteredWorker(String pod, MasterState.Worker row, boolean leaving) {}

    private static List<MasterState.Worker> alive(List<RegisteredWorker> workers) {
        return workers.stream()
                .filter(worker -> !worker.leaving())
                .map(RegisteredWorker::row)
                .filter(MasterState.Worker::alive)
                .toList();
    }

    private static MasterCount masterCount(SparkCluster cluster, Observation observed) {
        var desired = Conditions.desiredMasters(cluster);
        var ready = observed.readyMasters().size();
        return new MasterCount(desired, ready, ready + "/" + desired);
    }

    private static WorkerCount workerCount(SparkCluster cluster, Observation observed, int alive) {
        var desired = Conditions.desiredWorkers(cluster);
        var selector = Names.of(cluster).selector(WORKER).entrySet().stream()
                .map(Map.Entry::toString)
                .sorted()
                .collect(Collectors.joining(","));
        return new WorkerCount(
                desired,
                observed.workerPods().size(),
                alive,
                new Leaving(observed.leavingPods()).workers().size(),
                alive + "/" + desired,
                selector);
    }

    private static Usage usage(
            List<MasterState.Worker> workers,
            ToLongFunction<MasterState.Worker> used,
            ToLongFunction<MasterState.Worker> offered) {
        return Usage.of(
                workers.stream().mapToLong(used).sum(),
                workers.stream().mapToLong(offered).sum());
    }

    private static ApplicationCount applicationCount(MasterState master) {
        var running = (int) master.activeapps().stream()
                .filter(application -> application.state().equals("RUNNING"))
                .count();
        return new ApplicationCount(
                running,
                master.activeapps().size() - running,
                master.completedapps().size());
    }

    private static List<WorkerStatus> workerList(List<RegisteredWorker> workers) {
        return workers.stream()
                .limit(LISTED)
                .map(worker -> new WorkerStatus(
                        worker.pod(),
                        worker.row().state(),
                        worker.row().cores(),
                        worker.row().coresused(),
                        worker.row().memory(),
                        worker.row().memoryused()))
                .toList();
    }

    private static List<ApplicationStatus> applicationList(MasterState master) {
        return master.activeapps().stream()
                .limit(LISTED)
                .map(application -> new ApplicationStatus(
                        application.id(),
                        application.name(),
                        application.state(),
                        application.cores(),
                        Instant.ofEpochMilli(application.starttime()).toString()))
                .toList();
    }
}
