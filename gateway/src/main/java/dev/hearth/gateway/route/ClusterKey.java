package dev.hearth.gateway.route;

import dev.hearth.api.SparkCluster;
import dev.hearth.api.UiPath;

/** A cluster by its name; whether there is one is another question. */
public record ClusterKey(String namespace, String name) {

    public static ClusterKey of(SparkCluster cluster) {
        return new ClusterKey(
                cluster.getMetadata().getNamespace(), cluster.getMetadata().getName());
    }

    /** Where its pages are below the gateway, without a slash at the end. */
    public String path() {
        return UiPath.of(namespace, name);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
