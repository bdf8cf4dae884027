/**
 * What a cluster needs before it can exist: a Kubernetes, the images on its nodes, and the operator.
 * Everything here can be repeated at any time and does only what is missing.
 */
@NullMarked
package dev.hearth.cli.install;

import org.jspecify.annotations.NullMarked;
