/**
 * The operator as Kubernetes objects: the CRD, its rights and its Deployment, for the CLI and the manifests.
 * {@link dev.hearth.operator.install.OperatorManifests} is the way in.
 */
@NullMarked
package dev.hearth.operator.install;

import org.jspecify.annotations.NullMarked;
