package dev.hearth.operator.desired;

import dev.hearth.api.SparkClusterSpec;

/** A version of Spark but for its patches, and what differs between versions for the operator. */
public record SparkVersion(int major, int minor) {
    static SparkVersion of(SparkClusterSpec spec) {
        return parse(spec.sparkVersion());
    }

    /** Reads a full version, such as 4.3.0. */
    public static SparkVersion parse(String version) {
        var parts = version.split("\\.", 3);
        return new SparkVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    /** {@code GET /v1/submissions/readyz} came with Spark 4.0, in the standalone REST server. */
    boolean masterAnswersReadyz() {
        return major >= 4;
    }
}
