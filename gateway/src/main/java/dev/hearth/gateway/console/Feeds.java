package dev.hearth.gateway.console;

import dev.hearth.gateway.answer.Answers;
import dev.hearth.gateway.login.Access;
import dev.hearth.gateway.login.Permission;
import dev.hearth.gateway.login.Session;
import dev.hearth.gateway.pods.ClusterPods;
import dev.hearth.gateway.pods.Directory;
import dev.hearth.gateway.route.ClusterKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells open pages what has changed, by server-sent events. */
final class Feeds {
    /** How often a page about one cluster is brought up to date, since Spark tells nobody of executors that come and go. */
    private static final long LOOK_MILLIS = 3000;

    private final Vertx vertx;
    private final Directory directory;
    private final Access access;
    private final Observer observer;
    private final LoadHistory load;
    private final Answers answers;
    private final Clock clock;
    private final Set<Feed> open = ConcurrentHashMap.newKeySet();

    Feeds(
            Vertx vertx,
            Directory directory,
            Access access,
            Observer observer,
            LoadHistory load,
            Answers answers,
            Clock clock) {
        this.vertx = vertx;
        this.directory = directory;
        this.access = access;
        this.observer = observer;
        this.load = load;
        this.answers = answers;
        this.clock = clock;
        var _ = vertx.setPeriodic(LOOK_MILLIS, _ -> open.forEach(Feed::look));
    }

    /** Opens a feed of all clusters, or of one. */
    void open(HttpServerRequest request, Session session, Optional<ClusterKey> cluster) {
        var feed = new Feed(
                vertx,
                request.response(),
                () -> cluster.map(key -> detail(session, key)).orElseGet(() -> list(session)),
                cluster,
                () -> clock.instant().isAfter(session.end()));
        var _ = open.add(feed);
        feed.start(() -> open.remove(feed));
    }

    /** Wakes the feeds that a change concerns. */
    void changed(ClusterKey cluster) {
        open.stream().filter(feed -> feed.concerns(cluster)).forEach(Feed::wake);
    }

    private Future<String> list(Session session) {
        var rows = new ArrayList<Future<Optional<Summary>>>();
        directory.clusters().stream()
                .map(ClusterKey::of)
                .sorted(Comparator.comparing(ClusterKey::toString))
                .forEach(key -> rows.add(directory
                        .find(key)
                        .map(pods -> row(session, pods))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty()))));
        return Future.join(List.copyOf(rows))
                .map(_ -> rows.stream().flatMap(row -> row.result().stream()).toList())
                .map(clusters -> event("clusters", answers.text(Map.of("clusters", clusters))));
    }

    private Future<Optional<Summary>> row(Session session, ClusterPods pods) {
        var key = ClusterKey.of(pods.cluster());
        return access.may(session.identity(), Permission.GET, key)
                .compose(may -> may
                        ? access.may(session.identity(), Permission.UPDATE, key)
                                .map(update -> Optional.of(Summaries.of(pods, update)))
                        : Future.succeededFuture(Optional.empty()));
    }

    private Future<String> detail(Session session, ClusterKey key) {
        var found = directory.find(key);
        if (found.isEmpty()) {
            return Future.succeededFuture(event("gone", "{}"));
        }
        return access.may(session.identity(), Permission.GET, key)
                .compose(may -> may ? detail(session, found.get()) : Future.succeededFuture(event("gone", "{}")));
    }

    private Future<String> detail(Session session, ClusterPods pods) {
        var key = ClusterKey.of(pods.cluster());
        return access.may(session.identity(), Permission.UPDATE, key)
                .compose(update ->
                        observer.observe(pods).map(observed -> Details.of(pods, observed, load.of(key), update)))
                .map(detail -> event("cluster", answers.text(detail)));
    }

    private static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }
}
