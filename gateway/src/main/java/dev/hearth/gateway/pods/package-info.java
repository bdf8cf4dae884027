/** Which pod serves which page. Only pods that the operator labelled, at ports that we know; never an address that Spark told. */
@NullMarked
package dev.hearth.gateway.pods;

import org.jspecify.annotations.NullMarked;
