/** In what order a change reaches a running cluster, and what has to wait. */
@NullMarked
package dev.hearth.operator.rollout;

import org.jspecify.annotations.NullMarked;
