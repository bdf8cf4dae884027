package dev.hearth.recovery;

import com.fasterxml.jackson.databind.JsonNode;
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

    JsonNode get(String path) throws IOException;

    /** Applies a JSON merge patch (RFC 7386). */
    JsonNode patch(String path, JsonNode change) throws IOException;
}
