/**
 * What a user does, on a real Kubernetes with real Spark: the tests type the commands of the README and look at what a
 * user would see. {@link dev.hearth.e2e.World} makes the node, the images and the operator they run against.
 */
@NullMarked
package dev.hearth.e2e;

import org.jspecify.annotations.NullMarked;
