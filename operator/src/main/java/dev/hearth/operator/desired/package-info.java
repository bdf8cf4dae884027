/**
 * What a cluster should look like: a pure function from a {@code SparkCluster} to Kubernetes objects.
 * {@link dev.hearth.operator.desired.DesiredState} is the way in; nothing here talks to anything.
 */
@NullMarked
package dev.hearth.operator.desired;

import org.jspecify.annotations.NullMarked;
