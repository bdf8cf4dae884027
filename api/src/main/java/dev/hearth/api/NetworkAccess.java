package dev.hearth.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;

/** Who may reach the ports of a cluster. */
public record NetworkAccess(
        @JsonPropertyDescription(
                "true makes a NetworkPolicy that admits only the cluster's own pods, and the operator and"
                        + " the gateway to the web ports. Spark runs any code for whoever reaches a master's port, so"
                        + " switch it off only where something else guards it.")
        @Default("true")
        Boolean policy,

        @JsonPropertyDescription(
                "Further peers that may reach every port of the cluster, for example the notebook pods of"
                        + " another namespace; same form as ingress.from of a NetworkPolicy.")
        List<NetworkPolicyPeer> allowFrom) {

    public NetworkAccess {
        policy = policy == null || policy;
        allowFrom = allowFrom == null ? List.of() : List.copyOf(allowFrom);
    }

    // Null asks the compact constructor for its default, as Jackson does for an absent field.
    @SuppressWarnings("NullAway")
    static NetworkAccess defaults() {
        return new NetworkAccess(null, null);
    }
}
