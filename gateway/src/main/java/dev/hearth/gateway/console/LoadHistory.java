package dev.hearth.gateway.console;

import dev.hearth.api.SparkCluster;
import dev.hearth.api.SparkClusterStatus;
import dev.hearth.gateway.console.Detail.Load;
import dev.hearth.gateway.console.Detail.Point;
import dev.hearth.gateway.route.ClusterKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * How busy each cluster was in the last hours, from the changes of its status. Kept in memory: it begins when this
 * replica does, or the one that it learned from, and says so.
 */
final class LoadHistory {
    private static final Duration KEPT = Duration.ofHours(6);
    private static final int MOST_POINTS = 2000;

    private final Clock clock;
    private final Map<ClusterKey, Deque<Sample>> samples = new ConcurrentHashMap<>();
    private volatile Instant since;

    private record Sample(Instant time, Sizes load) {}

    /** What is drawn. */
    private record Sizes(long coresUsed, long coresTotal, int workers, int waiting) {}

    LoadHistory(Clock clock) {
        this.clock = clock;
        since = clock.instant();
    }

    /** Takes note of a cluster as it is now. */
    void note(SparkCluster cluster) {
        var load = load(cluster);
        var now = clock.instant();
        var _ = samples.compute(ClusterKey.of(cluster), (_, known) -> {
            var points = known == null ? new ArrayDeque<Sample>() : known;
            // Steps are drawn between points, so only changes are worth one.
            if (points.isEmpty() || !points.getLast().load().equals(load)) {
                points.addLast(new Sample(now, load));
            }
            prune(points, now);
            return points;
        });
    }

    /** Forgets a cluster that is gone. */
    void forget(ClusterKey cluster) {
        var _ = samples.remove(cluster);
    }

    /** What is known of all clusters, for another replica. */
    Map<String, Load> all() {
        return samples.keySet().stream().collect(Collectors.toUnmodifiableMap(ClusterKey::toString, this::of));
    }

    /** Puts what another replica saw before what was seen here, of clusters that are there. */
    synchronized void learn(Map<String, Load> told) {
        samples.replaceAll((cluster, known) -> {
            var load = told.get(cluster.toString());
            return load == null ? known : joined(load.points(), known);
        });
        told.values().stream()
                .map(load -> Instant.parse(load.since()))
                .filter(it -> it.isBefore(since))
                .min(Comparator.naturalOrder())
                .ifPresent(earliest -> since = earliest);
    }

    private static Deque<Sample> joined(List<Point> told, Deque<Sample> known) {
        var first = known.getFirst();
        var points = told.stream()
                .map(LoadHistory::sample)
                .filter(sample -> sample.time().isBefore(first.time()))
                .collect(Collectors.toCollection(ArrayDeque::new));
        if (!points.isEmpty() && points.getLast().load().equals(first.load())) {
            known.removeFirst();
        }
        points.addAll(known);
        return points;
    }

    /** What is known of a cluster's last hours, up to now. */
    Load of(ClusterKey cluster) {
        var now = clock.instant();
        var points = new java.util.ArrayList<Point>();
        var _ = samples.computeIfPresent(cluster, (_, known) -> {
            known.forEach(sample -> points.add(point(sample.time(), sample.load())));
            return known;
        });
        var earliest = now.minus(KEPT);
        return new Load(text(since.isAfter(earliest) ? since : earliest), List.copyOf(points));
    }

    /** The last point before the window stays: it says how the window begins. */
    private static void prune(Deque<Sample> points, Instant now) {
        var earliest = now.minus(KEPT);
        while (points.size() > MOST_POINTS || (points.size() > 1 && isSecondBefore(points, earliest))) {
            var _ = points.removeFirst();
        }
    }

    private static boolean isSecondBefore(Deque<Sample> points, Instant earliest) {
        return points.stream().skip(1).findFirst().orElseThrow().time().isBefore(earliest);
    }

    private static Sizes load(SparkCluster cluster) {
        var status = Summaries.status(cluster);
        var cores = Summaries.amount(status.cores());
        var alive = Optional.ofNullable(status.workers())
                .map(SparkClusterStatus.WorkerCount::alive)
                .orElse(0);
        return new Sizes(
                cores.used(),
                cores.total(),
                alive,
                Summaries.applications(status).waiting());
    }

    private static Point point(Instant time, Sizes load) {
        return new Point(text(time), load.coresUsed(), load.coresTotal(), load.workers(), load.waiting());
    }

    private static Sample sample(Point point) {
        return new Sample(
                Instant.parse(point.t()),
                new Sizes(point.coresUsed(), point.coresTotal(), point.workers(), point.waiting()));
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
