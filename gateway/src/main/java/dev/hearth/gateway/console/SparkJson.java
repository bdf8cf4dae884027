package dev.hearth.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.gateway.pods.BoundedBody;
import dev.hearth.gateway.pods.Endpoint;
import dev.hearth.gateway.pods.PodNetwork;
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

/** Small requests to Spark's pages, by which the console learns what the status does not say. */
record SparkJson(HttpClient client, PodNetwork network, ObjectMapper json) {
    private static final long PATIENCE_MILLIS = 5000;
    private static final int LARGEST_ANSWER = 8 * 1024 * 1024;

    /** Reads what a page tells programs. */
    Future<JsonNode> read(Endpoint endpoint, String path) {
        return text(endpoint, path).map(this::parse);
    }

    /** Reads a page. */
    Future<Buffer> text(Endpoint endpoint, String path) {
        return request(endpoint, HttpMethod.GET, path)
                .compose(HttpClientRequest::send)
                .compose(SparkJson::body)
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sends a form; Spark answers it with a redirect. */
    Future<Integer> post(Endpoint endpoint, String path, String form) {
        return request(endpoint, HttpMethod.POST, path)
                .compose(request -> request.putHeader("content-type", "application/x-www-form-urlencoded")
                        .send(form))
                .compose(response -> response.end().map(response.statusCode()))
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Future<HttpClientRequest> request(Endpoint endpoint, HttpMethod method, String path) {
        return network.address(endpoint)
                .compose(address -> client.request(new RequestOptions()
                        .setServer(address)
                        .setHost(endpoint.ip())
                        .setPort(endpoint.port())
                        .setMethod(method)
                        .setURI(path)
                        .setConnectTimeout(PATIENCE_MILLIS)
                        .setIdleTimeout(PATIENCE_MILLIS)));
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        return response.statusCode() == 200
                ? BoundedBody.of(response, LARGEST_ANSWER)
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
