/**
 * One class for each command: its options, and a short {@code call} over the packages that do the work.
 * Fields and signatures stay free of Kubernetes types, so that help and version never load them.
 */
@NullMarked
package dev.hearth.cli.command;

import org.jspecify.annotations.NullMarked;
