/**
 * The operator as a program: its settings, its health and its start.
 * What it does for a cluster lives in the packages below.
 */
@NullMarked
package dev.hearth.operator;

import org.jspecify.annotations.NullMarked;
