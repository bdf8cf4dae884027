package dev.hearth.gateway;

import dev.hearth.gateway.login.PeerPass;
import dev.hearth.gateway.pods.BoundedBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other replicas, which saw what happened before this one started.
 *
 * @param service name that DNS knows the addresses of all replicas by; nobody is asked if it is empty
 * @param port where they answer each other
 */
record Peers(Vertx vertx, PeerPass pass, String service, int port) {
    /** Where a replica tells how busy clusters were. */
    static final String LOADS = "/loads";

    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
    private static final long PATIENCE_MILLIS = 3000;
    private static final int LARGEST_ANSWER = 4 * 1024 * 1024;

    /** What the others tell of the load; whoever does not answer is left out. */
    Future<List<String>> loads() {
        if (service.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        var client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
        return vertx.executeBlocking(() -> addresses(service))
                .compose(addresses -> ask(client, Objects.requireNonNull(addresses)))
                .eventually(client::close);
    }

    private Future<List<String>> ask(HttpClient client, List<String> addresses) {
        var answers = addresses.stream().map(address -> ask(client, address)).toList();
        return Future.join(answers)
                .transform(_ -> Future.succeededFuture(answers.stream()
                        .filter(Future::succeeded)
                        .map(Future::result)
                        .toList()));
    }

    /** None for the first replica of all: until one is ready, DNS knows nobody. */
    private static List<String> addresses(String service) {
        try {
            return Stream.of(InetAddress.getAllByName(service))
                    .map(InetAddress::getHostAddress)
                    .toList();
        } catch (UnknownHostException _) {
            return List.of();
        }
    }

    private Future<String> ask(HttpClient client, String address) {
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost(address)
                        .setPort(port)
                        .setURI(LOADS)
                        .setConnectTimeout(PATIENCE_MILLIS))
                .compose(request ->
                        request.putHeader("authorization", pass.show()).send())
                .compose(Peers::body)
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .onFailure(cause -> LOG.info("the replica at {} told nothing: {}", address, cause.toString()));
    }

    private static Future<String> body(HttpClientResponse response) {
        return response.statusCode() == 200
                ? BoundedBody.of(response, LARGEST_ANSWER).map(Object::toString)
                : Future.failedFuture("status " + response.statusCode());
    }
}
