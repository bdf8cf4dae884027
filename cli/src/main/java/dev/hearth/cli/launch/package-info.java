/**
 * From a wish for a cluster to a cluster that is ready, and the demonstration of everything.
 * Joins the packages that prepare a Kubernetes, edit clusters and run applications.
 */
@NullMarked
package dev.hearth.cli.launch;

import org.jspecify.annotations.NullMarked;
