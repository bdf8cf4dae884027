/**
 * Clusters as the command line knows them: what to ask the API server for, and how to tell what it answered.
 * Works on raw JSON, so that an answer needs neither the model classes nor the same version of the CRD.
 */
@NullMarked
package dev.hearth.cli.cluster;

import org.jspecify.annotations.NullMarked;
