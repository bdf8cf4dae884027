package dev.hearth.gateway.login;

import dev.hearth.gateway.oidc.OidcConfig;
import java.util.Optional;

/**
 * Who may come in, besides who has a Kubernetes token.
 *
 * @param everybodyReads whether who has not logged in may see everything, and change nothing
 * @param oidc a provider whose people may
 */
public record LoginOptions(boolean everybodyReads, Optional<OidcConfig> oidc) {
    /** Nobody. */
    public static final LoginOptions TOKENS_ONLY = new LoginOptions(false, Optional.empty());
}
