/** From what waits in threads of its own back to the loop of a request. */
@NullMarked
package dev.hearth.gateway.async;

import org.jspecify.annotations.NullMarked;
