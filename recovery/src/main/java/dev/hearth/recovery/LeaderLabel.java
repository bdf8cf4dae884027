package dev.hearth.recovery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads the cluster's Service to the master that is elected: a label on its pod, and on no other master's. The operator
 * would do it, too, but not while it is away itself.
 *
 * @param pods the path of the pods of this cluster's namespace
 * @param masters the names of all masters' pods; empty if there is only one
 */
record LeaderLabel(Api api, Leadership leadership, String pods, List<String> masters) {
    /** The same as in the selector of the Service. */
    static final String NAME = "hearth.dev/leader";

    private static final Logger LOG = LoggerFactory.getLogger(LeaderLabel.class);

    /** Goes on until everything is as it should be, the leader's own pod first; nothing to do for a single master. */
    void put() {
        var own = Witness.pod(leadership.election().identity());
        var left = new ArrayDeque<String>();
        for (var pod : masters) {
            if (pod.equals(own)) {
                left.addFirst(pod);
            } else {
                left.addLast(pod);
            }
        }
        while (!left.isEmpty()) {
            leadership.require();
            var pod = left.removeFirst();
            try {
                mark(pod, pod.equals(own));
            } catch (Api.Missing e) {
                LOG.debug("There is no pod {}", pod);
            } catch (IOException e) {
                LOG.warn("The pod {} could not be labelled, trying again: {}", pod, e.toString());
                left.addLast(pod);
                if (!pause(leadership.election().timing().retry())) {
                    return;
                }
            }
        }
    }

    private void mark(String pod, boolean leads) throws IOException {
        var change = JsonNodeFactory.instance.objectNode();
        var labels = change.putObject("metadata").putObject("labels");
        if (leads) {
            labels.put(NAME, "true");
        } else {
            labels.putNull(NAME);
        }
        api.patch(pods + "/" + pod, change);
    }

    private static boolean pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
