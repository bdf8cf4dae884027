package dev.hearth.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The Lease as an object in the Kubernetes API. Somebody else made it: a master has no right to create one. */
record LeaseObject(Api api, String path) {
    /** What Kubernetes calls MicroTime. */
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    static LeaseObject of(Api api, String namespace, String name) {
        return new LeaseObject(api, "/apis/coordination.k8s.io/v1/namespaces/" + namespace + "/leases/" + name);
    }

    Lease read() throws IOException {
        return lease(api.get(path));
    }

    /**
     * Writes over exactly the version that the Lease was derived from.
     *
     * @throws Api.Conflict if there is another by now
     */
    Lease write(Lease lease) throws IOException {
        // Metadata belongs to others, so the object is changed and not replaced.
        var change = Api.changeOf(lease.version());
        ObjectNode spec = change.putObject("spec");
        if (lease.isFree()) {
            spec.putNull("holderIdentity");
        } else {
            spec.put("holderIdentity", lease.holder());
        }
        spec.put("leaseDurationSeconds", Math.max(1, lease.seconds()));
        spec.put("acquireTime", MICROSECONDS.format(lease.acquired()));
        spec.put("renewTime", MICROSECONDS.format(lease.renewed()));
        spec.put("leaseTransitions", lease.term());
        return lease(api.patch(path, change));
    }

    private static Lease lease(JsonNode object) {
        var spec = object.path("spec");
        return new Lease(
                Api.version(object),
                spec.path("holderIdentity").asText(""),
                spec.path("leaseDurationSeconds").asInt(0),
                time(spec.path("acquireTime")),
                time(spec.path("renewTime")),
                spec.path("leaseTransitions").asInt(0));
    }

    private static Instant time(JsonNode text) {
        return text.isTextual() ? Instant.parse(text.asText()) : Instant.EPOCH;
    }
}
