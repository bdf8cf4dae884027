package dev.hearth.gateway.pods;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.hearth.api.Ports;
import dev.hearth.gateway.async.Stages;
import dev.hearth.gateway.route.ClusterKey;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Which driver runs an application. The master knows an address that the driver told it, which may be any; so the
 * cluster's own pods are asked instead.
 */
public final class Drivers {
    private static final Duration KNOWN = Duration.ofHours(1);
    private static final Duration UNKNOWN = Duration.ofSeconds(2);
    private static final int LARGEST_ANSWER = 256 * 1024;

    private final SparkJson spark;
    private final AsyncCache<Application, Optional<Endpoint>> found = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfter(Expiry.<Application, Optional<Endpoint>>creating(
                    (_, endpoint) -> endpoint.isPresent() ? KNOWN : UNKNOWN))
            .buildAsync();

    private record Application(ClusterKey cluster, String id) {}

    public Drivers(SparkJson spark) {
        this.spark = spark;
    }

    /** The page of an application's driver; empty if none of the cluster's pods runs it. */
    public Future<Optional<Endpoint>> find(ClusterPods pods, String id) {
        var application = new Application(ClusterKey.of(pods.cluster()), id);
        var hosts = pods.driverHosts();
        return Stages.here(found.get(
                        application,
                        (_, _) -> search(hosts, id).toCompletionStage().toCompletableFuture()))
                .compose(known -> known.isEmpty() || isThere(hosts, known.get())
                        ? Future.succeededFuture(known)
                        : searchAnew(application, hosts));
    }

    private Future<Optional<Endpoint>> searchAnew(Application application, List<Endpoint> hosts) {
        found.synchronous().invalidate(application);
        return search(hosts, application.id())
                .onSuccess(endpoint -> found.synchronous().put(application, endpoint));
    }

    private static boolean isThere(List<Endpoint> hosts, Endpoint known) {
        return hosts.stream()
                .anyMatch(host -> host.uid().equals(known.uid()) && host.ip().equals(known.ip()));
    }

    /** The usual port of every pod first: few pods run a second driver. */
    private Future<Optional<Endpoint>> search(List<Endpoint> hosts, String id) {
        return ask(hosts.stream(), id)
                .compose(first -> first.isPresent() ? Future.succeededFuture(first) : ask(further(hosts), id));
    }

    private static Stream<Endpoint> further(List<Endpoint> hosts) {
        return hosts.stream()
                .flatMap(host -> IntStream.rangeClosed(Ports.DRIVER_UI + 1, Ports.LAST_DRIVER_UI)
                        .mapToObj(host::at));
    }

    private Future<Optional<Endpoint>> ask(Stream<Endpoint> endpoints, String id) {
        var answers = new ArrayList<Future<Optional<Endpoint>>>();
        endpoints.forEach(endpoint -> answers.add(applications(endpoint)
                .map(ids -> Optional.of(endpoint).filter(_ -> ids.contains(id)))
                .otherwise(Optional.empty())));
        return Future.join(answers)
                .map(_ -> answers.stream()
                        .flatMap(answer -> answer.result().stream())
                        .findFirst());
    }

    /** The identifiers of the applications that a driver says it runs. */
    private Future<List<String>> applications(Endpoint endpoint) {
        return spark.read(endpoint, "/api/v1/applications", LARGEST_ANSWER)
                .map(applications -> StreamSupport.stream(applications.spliterator(), false)
                        .map(application -> application.path("id").asText())
                        .toList());
    }
}
