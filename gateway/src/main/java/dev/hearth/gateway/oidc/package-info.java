/** The gateway as a client of an OpenID Connect provider: what it asks the provider, and what it believes of the answers. */
@NullMarked
package dev.hearth.gateway.oidc;

import org.jspecify.annotations.NullMarked;
