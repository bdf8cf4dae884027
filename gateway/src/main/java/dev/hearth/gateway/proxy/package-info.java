/** Passes requests on to Spark and answers back, so that every link in them leads through the gateway. */
@NullMarked
package dev.hearth.gateway.proxy;

import org.jspecify.annotations.NullMarked;
