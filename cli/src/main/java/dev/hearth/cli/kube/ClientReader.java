package dev.hearth.cli.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.cli.problem.Problem;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Reads with the full client, for logins that need a program, a proxy or a provider. */
final class ClientReader implements Reader {
    private static final long TIMEOUT_SECONDS = 30;

    private final KubernetesClient client;

    ClientReader(KubernetesClient client) {
        this.client = client;
    }

    /** Over the client's connection and not its own way to read a path, which does not tell one 404 from another. */
    @Override
    public Optional<JsonNode> read(String path) {
        var http = client.getHttpClient();
        var base = client.getMasterUrl().toString().replaceAll("/$", "");
        var request = http.newHttpRequestBuilder()
                .uri(base + path)
                .header("Accept", "application/json")
                .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .build();
        try {
            var response = http.sendAsync(request, String.class).get();
            return new Reply(
                            response.code(),
                            Optional.ofNullable(response.body()).orElse(""))
                    .object();
        } catch (ExecutionException e) {
            throw new UncheckedIOException(e.getCause() instanceof IOException cause ? cause : new IOException(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.failed("interrupted");
        }
    }
}
