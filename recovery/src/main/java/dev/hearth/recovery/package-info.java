/**
 * What makes a Spark master remember: a plug-in for {@code spark.deploy.recoveryMode=CUSTOM} that elects the leader among
 * the masters of a cluster by a Kubernetes Lease and keeps what Spark must not forget, its applications, drivers and
 * workers, in Secrets. The way in is {@link dev.hearth.recovery.KubernetesRecoveryModeFactory}, which Spark calls.
 *
 * <p>It runs in the master's own JVM, in any Spark from 3.5 to 4.3, and brings and assumes no library that one of these does
 * not ship.
 */
@NullMarked
package dev.hearth.recovery;

import org.jspecify.annotations.NullMarked;
