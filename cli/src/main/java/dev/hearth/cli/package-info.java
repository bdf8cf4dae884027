/**
 * The {@code hearth} command: everything a person does with Spark clusters from a terminal.
 * The commands themselves are in {@link dev.hearth.cli.command}, each thin over the packages beside it.
 */
@NullMarked
package dev.hearth.cli;

import org.jspecify.annotations.NullMarked;
