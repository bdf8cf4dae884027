package dev.hearth.gateway.oidc;

import java.time.Instant;
import java.util.List;

/**
 * Whom a provider has vouched for, under the names that Kubernetes knows.
 *
 * @param end until when the provider vouches
 */
public record Person(String user, List<String> groups, Instant end) {}
