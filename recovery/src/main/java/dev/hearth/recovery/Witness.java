package dev.hearth.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kubelet as a witness of a leader's end. Where it says that the container which took the Lease has terminated, nobody
 * needs to wait for the Lease to expire. It is believed only where it knows: of a pod that is not there any more, nobody
 * can tell whether its process has ended.
 *
 * @param pods the path of the pods of this cluster's namespace
 * @param container the name of the master's container
 */
record Witness(Api api, String pods, String container) {
    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);

    /** A master's name in the election. */
    static String identity(String pod, String uid) {
        return pod + "_" + uid;
    }

    /** The pod of the master with such a name; empty for any other name. */
    static String pod(String identity) {
        return identity.substring(0, Math.max(0, identity.indexOf('_')));
    }

    boolean sawTheEndOf(Lease lease) {
        var name = pod(lease.holder());
        if (name.isEmpty()) {
            return false;
        }
        try {
            var pod = api.get(pods + "/" + name);
            return pod.path("metadata")
                            .path("uid")
                            .asText()
                            .equals(lease.holder().substring(name.length() + 1))
                    && hasTerminatedSince(pod, lease.acquired());
        } catch (IOException e) {
            LOG.debug("Nobody tells of {}: {}", lease.holder(), e.toString());
            return false;
        }
    }

    /** The kubelet and the process that took the Lease go by the same machine's clock. */
    private boolean hasTerminatedSince(JsonNode pod, Instant acquired) {
        for (var status : pod.path("status").path("containerStatuses")) {
            if (status.path("name").asText().equals(container)) {
                return List.of(status.path("state"), status.path("lastState")).stream()
                        .map(state ->
                                state.path("terminated").path("finishedAt").asText(""))
                        .anyMatch(time -> !time.isEmpty() && Instant.parse(time).isAfter(acquired));
            }
        }
        return false;
    }
}
