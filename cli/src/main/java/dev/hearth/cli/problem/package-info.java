/**
 * What can go wrong, in words for people: one clear sentence, what to do about it, and an exit code.
 * Every other package throws {@link dev.hearth.cli.problem.Problem}; {@code Explanation} makes one of anything else.
 */
@NullMarked
package dev.hearth.cli.problem;

import org.jspecify.annotations.NullMarked;
