package dev.hearth.operator.install;

import java.util.Optional;

/**
 * What is asked of the gateway of an installation.
 *
 * @param replicas how many; each answers everybody
 * @param basePath the path below which everything is, such as /spark; empty for none
 * @param anonymousRead whether who has not logged in may see everything, and change nothing
 * @param oidc where people log in who have no Kubernetes token at hand
 */
public record GatewayOptions(int replicas, String basePath, boolean anonymousRead, Optional<OidcOptions> oidc) {
    /** Two replicas, of which one may go at any time. */
    public static final GatewayOptions USUAL = new GatewayOptions(2, "", false, Optional.empty());
}
