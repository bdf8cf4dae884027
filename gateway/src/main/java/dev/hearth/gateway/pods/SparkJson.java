package dev.hearth.gateway.pods;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Small requests of our own to Spark's pages. */
public record SparkJson(Connections connections, PodNetwork network, ObjectMapper json) {
    private static final long PATIENCE_MILLIS = 5000;
    private static final int LARGEST_ANSWER = 8 * 1024 * 1024;

    /** Reads what a page tells programs. */
    public Future<JsonNode> read(Endpoint endpoint, String path) {
        return read(endpoint, path, LARGEST_ANSWER);
    }

    /** Reads what a page tells programs, if it is no more than so many bytes. */
    Future<JsonNode> read(Endpoint endpoint, String path, int most) {
        return text(endpoint, path, most).map(this::parse);
    }

    /** Reads a page. */
    public Future<Buffer> text(Endpoint endpoint, String path) {
        return text(endpoint, path, LARGEST_ANSWER);
    }

    private Future<Buffer> text(Endpoint endpoint, String path, int most) {
        return attempt(connections.kept(), endpoint, path, most)
                .recover(cause -> Connections.isClosed(cause)
                        ? attempt(connections.fresh(), endpoint, path, most)
                        : Future.failedFuture(cause));
    }

    private Future<Buffer> attempt(HttpClient client, Endpoint endpoint, String path, int most) {
        return request(client, endpoint, HttpMethod.GET, path)
                .compose(HttpClientRequest::send)
                .compose(response -> body(response, most))
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sends a form; Spark answers it with a redirect. */
    public Future<Integer> post(Endpoint endpoint, String path, String form) {
        return request(connections.fresh(), endpoint, HttpMethod.POST, path)
                .compose(request -> request.putHeader("content-type", "application/x-www-form-urlencoded")
                        .send(form))
                .compose(response -> response.end().map(response.statusCode()))
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Future<HttpClientRequest> request(HttpClient client, Endpoint endpoint, HttpMethod method, String path) {
        return network.address(endpoint)
                .compose(address -> client.request(new RequestOptions()
                        .setServer(address)
                        .setHost(endpoint.ip())
                        .setPort(endpoint.port())
                        .setMethod(method)
                        .setURI(path)
                        .setTimeout(PATIENCE_MILLIS)
                        .setConnectTimeout(PATIENCE_MILLIS)
                        .setIdleTimeout(PATIENCE_MILLIS)));
    }

    private static Future<Buffer> body(HttpClientResponse response, int most) {
        return response.statusCode() == 200
                ? BoundedBody.of(response, most)
                : response.end().compose(_ -> Future.failedFuture("status " + response.statusCode()));
    }

    private JsonNode parse(Buffer text) {
        try {
            return json.readTree(text.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
