package dev.hearth.cli.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads objects as they are on the wire. */
public interface Reader {
    /**
     * Reads one path of the API.
     *
     * @return the object or list; empty if there is no such thing
     */
    Optional<JsonNode> read(String path);
}
