package dev.hearth.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the Secrets that hold a master's memory, as its leader knows it. Each write names the version that it is meant for,
 * and each new leader writes its term into it first, so that whatever an earlier leader still sends is refused.
 */
final class Shard {
    private static final String TERM = "hearth.dev/recovery-term";
    private static final String FORMAT = "hearth.dev/recovery-format";
    private static final String DISCARDED = "hearth.dev/recovery-discarded";

    /** A Secret holds a mebibyte, with its own fields. */
    static final int MOST_BYTES = 900 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    private final Api api;
    private final String path;

    /** What it holds when all is written that is going to be. */
    private final Map<String, byte[]> contents = new HashMap<>();

    private String version = "";
    private String format = "";
    private boolean intact;

    Shard(Api api, String path) {
        this.api = api;
        this.path = path;
    }

    /** The term of the last leader that has taken it, 0 if none has. */
    int term() throws IOException {
        return term(api.get(path));
    }

    /**
     * Takes the Secret over from whoever led before.
     *
     * @param readable what its contents must be of; others are of no use to this master, and are deleted
     * @return what is in it
     * @throws Superseded if a later leader has taken it over already
     */
    Map<String, byte[]> take(int term, String readable) throws IOException {
        var secret = api.get(path);
        requireNotAfter(secret, term);
        format = readable;
        var change = Api.changeOf(Api.version(secret));
        var annotations = sign(change, term);
        var former = annotation(secret, FORMAT);
        if (!former.equals(readable) && !secret.path("data").isEmpty()) {
            LOG.warn(
                    "{} was written by Spark {}, which this Spark {} cannot read: its applications are forgotten",
                    path,
                    former,
                    readable);
            annotations.put(DISCARDED, former);
            change.putNull("data");
        }
        var taken = api.patch(path, change);
        version = Api.version(taken);
        intact = true;
        contents.clear();
        for (var entry : taken.path("data").properties()) {
            contents.put(
                    entry.getKey(), Base64.getDecoder().decode(entry.getValue().asText()));
        }
        return Map.copyOf(contents);
    }

    /**
     * Writes what was {@linkplain #expect expected} of these keys, all or none; and everything else too if the Secret is not
     * the one that was taken, because somebody has deleted that.
     *
     * @throws Superseded if a later leader has taken the Secret over
     */
    void write(int term, Set<String> keys) throws IOException {
        var change = Api.changeOf(version);
        var data = change.putObject("data");
        keys.forEach(data::putNull);
        contents.forEach((key, value) -> {
            if (!intact || keys.contains(key)) {
                data.put(key, Base64.getEncoder().encodeToString(value));
            }
        });
        if (!intact) {
            sign(change, term);
        }
        try {
            var written = api.patch(path, change);
            version = Api.version(written);
            intact = true;
        } catch (Api.Conflict e) {
            // Its labels may have been changed, or a request of ours was carried out whose answer was lost.
            var secret = api.get(path);
            requireNotAfter(secret, term);
            version = Api.version(secret);
            intact = term(secret) == term;
            throw e;
        }
    }

    /** Makes room for a value that is going to be written, or deleted if it is empty; false if there is none. */
    boolean expect(String key, Optional<byte[]> value) {
        if (value.isEmpty()) {
            contents.remove(key);
            return true;
        }
        int former =
                Optional.ofNullable(contents.get(key)).map(it -> size(key, it)).orElse(0);
        if (size() - former + size(key, value.get()) > MOST_BYTES) {
            return false;
        }
        contents.put(key, value.get());
        return true;
    }

    int size() {
        return contents.entrySet().stream()
                .mapToInt(entry -> size(entry.getKey(), entry.getValue()))
                .sum();
    }

    private static int size(String key, byte[] value) {
        return key.length() + value.length;
    }

    boolean has(String key) {
        return contents.containsKey(key);
    }

    private ObjectNode sign(ObjectNode change, int term) {
        return ((ObjectNode) change.path("metadata"))
                .putObject("annotations")
                .put(TERM, String.valueOf(term))
                .put(FORMAT, format);
    }

    private void requireNotAfter(JsonNode secret, int term) throws Superseded {
        if (term(secret) > term) {
            throw new Superseded(
                    path + " belongs to the leader of term " + term(secret) + ", not to that of term " + term);
        }
    }

    private static int term(JsonNode secret) {
        var written = annotation(secret, TERM);
        return written.isEmpty() ? 0 : Integer.parseInt(written);
    }

    private static String annotation(JsonNode secret, String name) {
        return secret.path("metadata").path("annotations").path(name).asText("");
    }

    /** A later leader is at work. */
    static final class Superseded extends IOException {
        private static final long serialVersionUID = 1;

        Superseded(String message) {
            super(message);
        }
    }
}
