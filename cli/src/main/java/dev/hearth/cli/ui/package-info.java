/** The gateway of a single user, on the user's own machine and with the user's own rights. */
@NullMarked
package dev.hearth.cli.ui;

import org.jspecify.annotations.NullMarked;
