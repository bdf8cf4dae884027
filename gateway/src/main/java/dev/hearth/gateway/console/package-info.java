/** The pages of our own: all clusters, one cluster, live. */
@NullMarked
package dev.hearth.gateway.console;

import org.jspecify.annotations.NullMarked;
