package dev.hearth.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hearth.gateway.console.Detail.Event;
import java.util.List;
import java.util.Map;

/**
 * What was asked of a cluster's parts at one moment. What did not answer is missing.
 *
 * @param master what the master says of workers and applications (JsonProtocol.writeMasterState of Spark)
 * @param workers what each worker says of its executors (JsonProtocol.writeWorkerState), by the pod's name; not how many
 *     cores each has
 * @param executors what the driver of each running application says of its executors ({@code
 *     /api/v1/applications/ID/executors}), by the application's identifier
 * @param history applications that the history server knows ({@code /api/v1/applications})
 * @param events what Kubernetes tells about the cluster, latest first
 */
record Observation(
        JsonNode master,
        Map<String, JsonNode> workers,
        Map<String, JsonNode> executors,
        JsonNode history,
        List<Event> events) {
    static final JsonNode SILENT = MissingNode.getInstance();
}
