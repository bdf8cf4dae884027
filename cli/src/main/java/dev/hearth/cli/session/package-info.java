/**
 * Processes in the pods of a cluster: drivers that are started for a person or a job, their terminals and logs, and
 * the way to a pod's port. Nothing that is started here outlives its user unless they asked for it.
 */
@NullMarked
package dev.hearth.cli.session;

import org.jspecify.annotations.NullMarked;
