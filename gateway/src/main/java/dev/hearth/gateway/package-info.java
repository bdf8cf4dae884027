/**
 * One address for every page of every Spark cluster, with a login and a console. {@code route} reads addresses, {@code
 * login} tells who asks and what they may, {@code pods} finds who answers, {@code proxy} passes on, {@code console} is
 * our own pages.
 */
@NullMarked
package dev.hearth.gateway;

import org.jspecify.annotations.NullMarked;
