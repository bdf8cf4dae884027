package dev.hearth.operator.desired;

import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Clusters for tests, written as a user would write them. */
public final class Clusters {
    private Clusters() {}

    /** A cluster named demo in namespace team, as the API server would return it. */
    public static SparkCluster demo(String spec) {
        var yaml = "metadata: {name: demo, namespace: team, uid: 1-2-3, generation: 7}\nspec: " + spec;
        return Serialization.unmarshal(yaml, SparkCluster.class);
    }
}
