/**
 * What is: the pods and controllers of a cluster as Kubernetes reports them, and the cluster as its master reports it.
 * {@link dev.hearth.operator.observe.Observation} is the way in.
 */
@NullMarked
package dev.hearth.operator.observe;

import org.jspecify.annotations.NullMarked;
