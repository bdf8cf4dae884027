/** Who asks, and what they may. */
@NullMarked
package dev.hearth.gateway.login;

import org.jspecify.annotations.NullMarked;
