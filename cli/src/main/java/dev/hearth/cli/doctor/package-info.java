/**
 * Checks of everything that a cluster depends on, each with what to do where it fails.
 * {@link dev.hearth.cli.doctor.Doctor} asks them in the order in which they build on each other.
 */
@NullMarked
package dev.hearth.cli.doctor;

import org.jspecify.annotations.NullMarked;
