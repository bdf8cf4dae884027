package dev.hearth.gateway.pods;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.hearth.api.Ports;
import dev.hearth.gateway.async.Stages;
import dev.hearth.gateway.route.ClusterKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
    private static final long PATIENCE_MILLIS = 5000;
    private static final int LARGEST_ANSWER = 256 * 1024;

    private final HttpClient client;
    private final PodNetwork network;
    private final ObjectMapper json;
    private final AsyncCache<Application, Optional<Endpoint>> found = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfter(Expiry.<Application, Optional<Endpoint>>creating(
                    (_, endpoint) -> endpoint.isPresent() ? KNOWN : UNKNOWN))
            .buildAsync();

    private record Application(ClusterKey cluster, String id) {}

    public Drivers(HttpClient client, PodNetwork network, ObjectMapper json) {
        this.client = client;
        this.network = network;
        this.json = json;
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
        return network.address(endpoint)
                .compose(address -> client.request(new RequestOptions()
                        .setServer(address)
                        .setHost(endpoint.ip())
                        .setPort(endpoint.port())
                        .setMethod(HttpMethod.GET)
                        .setURI("/api/v1/applications")
                        .setTimeout(PATIENCE_MILLIS)
                        .setConnectTimeout(PATIENCE_MILLIS)
                        .setIdleTimeout(PATIENCE_MILLIS)))
                .compose(HttpClientRequest::send)
                .compose(response -> response.statusCode() == 200
                        ? BoundedBody.of(response, LARGEST_ANSWER)
                        : response.end().compose(_ -> Future.<Buffer>failedFuture("status " + response.statusCode())))
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .map(this::identifiers);
    }

    private List<String> identifiers(Buffer answer) {
        try {
            var applications = json.readTree(answer.getBytes());
            return StreamSupport.stream(applications.spliterator(), false)
                    .map(application -> application.path("id"))
                    .map(JsonNode::asText)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
