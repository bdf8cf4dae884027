/**
 * Brings what is to what should be, and says how far it got: the only place where the operator writes to Kubernetes.
 * {@link dev.hearth.operator.reconcile.SparkClusterReconciler} is the way in.
 */
@NullMarked
package dev.hearth.operator.reconcile;

import org.jspecify.annotations.NullMarked;
