/**
 * The embedded Kubernetes: builds upstream's own components once, starts, watches and removes them.
 * {@link dev.hearth.node.Node} is the way in; everything else here serves it.
 */
@NullMarked
package dev.hearth.node;

import org.jspecify.annotations.NullMarked;
