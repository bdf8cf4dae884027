package dev.hearth.cli.launch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.api.SparkClusterSpec;
import dev.hearth.cli.cluster.ClusterChange;
import dev.hearth.cli.cluster.ClusterFile;
import java.time.Duration;
import java.util.Optional;

/**
 * The cluster that somebody wants.
 *
 * @param file a file that says everything about it
 * @param change what the flags say
 * @param dryRun whether the API server only checks it
 * @param awaitReady whether to wait until it is ready
 */
public record Wish(
        String name,
        Optional<ClusterFile> file,
        ClusterChange change,
        boolean dryRun,
        boolean awaitReady,
        Duration timeout) {

    /** The version of Spark whose image of our own a new cluster runs; none if it brings its image. */
    public Optional<String> ownSpark() {
        var spec = object("").at("/spec");
        return spec.at("/image").asText("").isBlank()
                ? Optional.of(spec.at("/sparkVersion").asText(SparkClusterSpec.DEFAULT_SPARK_VERSION))
                : Optional.empty();
    }

    /** The object to apply where no cluster of that name exists or the file is the truth. */
    ObjectNode object(String namespace) {
        return file.map(source -> change.onto(source.object(), name, namespace))
                .orElseGet(() -> change.create(name, namespace));
    }
}
