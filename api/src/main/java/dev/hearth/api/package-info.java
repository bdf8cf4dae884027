/**
 * The {@code SparkCluster} API: what a person may ask for and what they are told about it.
 * Types, defaults and validation only; what they mean for Kubernetes objects is the operator's business.
 */
@NullMarked
package dev.hearth.api;

import org.jspecify.annotations.NullMarked;
