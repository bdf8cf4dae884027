package dev.hearth.gateway.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderConfigurationRequest;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of itself, and the check of its tokens, which follows its keys.
 *
 * @param authorization where browsers log in
 * @param token where a code is redeemed
 */
record Discovery(OIDCProviderMetadata metadata, URI authorization, URI token, IDTokenValidator validator) {
    /** Signatures that need the provider's private key; with a shared secret, every client could make tokens. */
    private static final Set<JWSAlgorithm> SIGNATURES = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512);

    /** Asks the provider. */
    static Discovery of(OidcConfig config, ProviderHttp http) {
        var metadata = ask(config, http);
        if (!metadata.getIssuer().getValue().equals(config.issuer().toString())) {
            throw new LoginFailure.Broken("The provider at " + config.issuer() + " calls itself " + metadata.getIssuer()
                    + "; the gateway needs the same spelling.");
        }
        return new Discovery(
                metadata,
                secure(metadata.getAuthorizationEndpointURI(), "authorization_endpoint"),
                secure(metadata.getTokenEndpointURI(), "token_endpoint"),
                validator(config, secure(metadata.getJWKSetURI(), "jwks_uri"), http));
    }

    private static OIDCProviderMetadata ask(OidcConfig config, ProviderHttp http) {
        var request = new OIDCProviderConfigurationRequest(new Issuer(config.issuer())).toHTTPRequest();
        try {
            var response = request.send(http);
            if (response.getStatusCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
                throw unavailable(request.getURI(), "status " + response.getStatusCode());
            }
            response.ensureStatusCode(HttpURLConnection.HTTP_OK);
            return OIDCProviderMetadata.parse(response.getBodyAsJSONObject());
        } catch (IOException e) {
            throw unavailable(request.getURI(), reason(e));
        } catch (ParseException e) {
            throw new LoginFailure.Broken(
                    request.getURI() + " does not describe an OpenID Connect provider: " + e.getMessage());
        }
    }

    private static IDTokenValidator validator(OidcConfig config, URI keys, ProviderHttp http) {
        try {
            // A key that is not known yet is looked for anew, at most every 30 seconds. Nothing is fetched ahead:
            // logins
            // are rare, and threads that do so would outlive what is replaced when it is old.
            var source = JWKSourceBuilder.<SecurityContext>create(keys.toURL(), http)
                    .refreshAheadCache(false)
                    .build();
            return new IDTokenValidator(
                    new Issuer(config.issuer()),
                    new ClientID(config.clientId()),
                    new JWSVerificationKeySelector<>(SIGNATURES, source),
                    null);
        } catch (MalformedURLException e) {
            throw new IllegalStateException("an address with https is a URL", e);
        }
    }

    private static URI secure(@Nullable URI endpoint, String name) {
        if (!SecureUri.isOne(endpoint)) {
            throw new LoginFailure.Broken(
                    "The provider's " + name + " must be an https address, not " + endpoint + ".");
        }
        return Objects.requireNonNull(endpoint);
    }

    static LoginFailure.Unavailable unavailable(URI address, String why) {
        return new LoginFailure.Unavailable(address + " does not answer: " + why + ".");
    }

    /** What went wrong, in words: Java's are often in an inner cause, and of some failures it has none. */
    static String reason(Throwable failure) {
        var causes = Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .toList();
        return causes.stream()
                .map(Discovery::known)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> causes.reversed().stream()
                        .map(Throwable::getMessage)
                        .filter(Objects::nonNull)
                        .findFirst())
                .orElseGet(failure::toString);
    }

    private static Optional<String> known(Throwable cause) {
        return switch (cause) {
            case UnresolvedAddressException _ -> Optional.of("there is no such host");
            case HttpConnectTimeoutException _ -> Optional.of("the host is out of reach");
            case ConnectException connect
            when connect.getCause() instanceof ClosedChannelException -> Optional.of("nothing listens there");
            default -> Optional.empty();
        };
    }
}
