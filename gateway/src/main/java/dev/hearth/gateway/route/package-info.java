/** From the text of an address to what it means. Pure: nothing here knows of a cluster or a person. */
@NullMarked
package dev.hearth.gateway.route;

import org.jspecify.annotations.NullMarked;
