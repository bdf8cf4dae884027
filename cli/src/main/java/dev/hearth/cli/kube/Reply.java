package dev.hearth.cli.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.cli.problem.Explanation;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** What the API server sent back. */
record Reply(int code, String body) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The object; empty if there is none of that name, and a failure for every other refusal. */
    Optional<JsonNode> object() {
        if (code == HttpURLConnection.HTTP_OK) {
            return Optional.of(json());
        }
        var message = body.startsWith("{") ? json().path("message").asText(body) : body;
        if (code == HttpURLConnection.HTTP_NOT_FOUND && message.contains("\" not found")) {
            return Optional.empty();
        }
        throw Explanation.ofStatus(code, message);
    }

    private JsonNode json() {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
