/**
 * Which Kubernetes is meant, and the ways to talk to it: a quick reader for questions and a full client for changes.
 * The reader exists because status must answer at once, and starting the full client takes three times as long.
 */
@NullMarked
package dev.hearth.cli.kube;

import org.jspecify.annotations.NullMarked;
