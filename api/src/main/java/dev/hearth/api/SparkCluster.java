package dev.hearth.api;

import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** An Apache Spark standalone cluster: a master that comes back by itself and workers that can be scaled. */
@Group(SparkCluster.GROUP)
@Version(SparkCluster.VERSION)
@ShortNames("spark")
@Categories("all")
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
        message =
                "metadata.name becomes part of Service names: it must start with a letter and hold only a-z, 0-9 and -")
@ValidationRule(
        value = "size(self.metadata.name) <= 40",
        message =
                "metadata.name is too long: a Service NAME-master-0 and its pods' labels must fit into 63 characters, so"
                        + " use at most 40")
@ValidationRule(
        value = "!(self.metadata.name in ['proxy', 'history', 'api'])",
        message = "metadata.name must not be proxy, history or api: Spark's web pages give these words a meaning in"
                + " addresses")
public final class SparkCluster extends CustomResource<SparkClusterSpec, SparkClusterStatus> implements Namespaced {
    /** The API group of everything Hearth defines. */
    public static final String GROUP = "hearth.dev";

    /** The served and stored version. */
    public static final String VERSION = "v1";

    /** The spec with its defaults, also where the object came without one. */
    public SparkClusterSpec specOrDefaults() {
        return getSpec() == null ? SparkClusterSpec.defaults() : getSpec();
    }
}
