package dev.hearth.operator.desired;

import dev.hearth.api.SparkClusterSpec;

/** A version of Spark, and what differs between versions for the operator. */
record SparkVersion(int major, int minor) {
    static SparkVersion of(SparkClusterSpec spec) {
        var parts = spec.sparkVersion().split("\\.", 3);
        return new SparkVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    /** {@code GET /v1/submissions/readyz} came with Spark 4.0, in the standalone REST server. */
    boolean masterAnswersReadyz() {
        return major >= 4;
    }
}
