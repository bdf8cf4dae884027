/**
 * Workers that leave: who goes first, and who was asked to. How a worker empties itself is its pod's own affair
 * ({@code drain-worker.sh}), so that it happens whoever deletes the pod.
 */
@NullMarked
package dev.hearth.operator.drain;

import org.jspecify.annotations.NullMarked;
