package dev.hearth.cli.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Reads with the full client, for logins that need a program, a proxy or a provider. */
final class ClientReader implements Reader {
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;
    private final ObjectMapper mapper = new ObjectMapper();

    ClientReader(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Optional<JsonNode> read(String path) {
        try {
            return Optional.of(mapper.readTree(client.raw(path)));
        } catch (KubernetesClientException e) {
            if (e.getCode() == NOT_FOUND && String.valueOf(e.getMessage()).contains("\" not found")) {
                return Optional.empty();
            }
            throw e;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
