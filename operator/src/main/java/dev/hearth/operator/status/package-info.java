/**
 * What people are told: a pure function from what was observed to the status and events of a {@code SparkCluster}.
 * {@link dev.hearth.operator.status.StatusReport} is the way in.
 */
@NullMarked
package dev.hearth.operator.status;

import org.jspecify.annotations.NullMarked;
