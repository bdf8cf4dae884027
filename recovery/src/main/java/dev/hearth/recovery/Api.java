package dev.hearth.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Objects of Kubernetes by their paths. Every method fails with {@link IOException} when there is no good answer in time. */
interface Api {
    /** Somebody has written the object since the version that the request named. */
    final class Conflict extends IOException {
        private static final long serialVersionUID = 1;

        Conflict(String message) {
            super(message);
        }
    }

    /** There is no such object. */
    final class Missing extends IOException {
        private static final long serialVersionUID = 1;

        Missing(String message) {
            super(message);
        }
    }

    JsonNode get(String path) throws IOException;

    /** The version of an object, for {@link #changeOf}. */
    static String version(JsonNode object) {
        return object.path("metadata").path("resourceVersion").asText();
    }

    /** A change that is refused as a {@link Conflict} if the object has another version by now. */
    static ObjectNode changeOf(String version) {
        var change = JsonNodeFactory.instance.objectNode();
        change.putObject("metadata").put("resourceVersion", version);
        return change;
    }

    /** Applies a JSON merge patch (RFC 7386). */
    JsonNode patch(String path, JsonNode change) throws IOException;
}
