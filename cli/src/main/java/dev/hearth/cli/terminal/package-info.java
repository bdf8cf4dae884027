/**
 * What the user sees: styles, tables, live progress and the raw terminal of a session.
 * Knows nothing of Kubernetes, so that help and version start without it.
 */
@NullMarked
package dev.hearth.cli.terminal;

import org.jspecify.annotations.NullMarked;
