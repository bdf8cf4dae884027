package dev.hearth.gateway.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the code that a browser brought into the person for whom the provider vouches. */
record Redemption(OidcConfig config, Discovery discovery, ProviderHttp http) {

    Person person(Attempt attempt, String code) {
        var token = token(attempt, code);
        try {
            var claims = discovery
                    .validator()
                    .validate(token, new Nonce(attempt.nonce()))
                    .toJWTClaimsSet();
            return config.claims()
                    .person(claims.getClaims(), claims.getExpirationTime().toInstant());
        } catch (KeySourceException e) {
            throw new LoginFailure.Unavailable("The provider's keys cannot be read: " + Discovery.reason(e) + ".");
        } catch (BadJOSEException | JOSEException | ParseException e) {
            throw new LoginFailure.Refused("The provider's ID token is not good: " + sentence(e.getMessage()));
        }
    }

    private JWT token(Attempt attempt, String code) {
        try {
            var response = request(attempt, code).toHTTPRequest().send(http);
            if (response.getStatusCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
                throw Discovery.unavailable(discovery.token(), "status " + response.getStatusCode());
            }
            return token(response);
        } catch (IOException e) {
            throw Discovery.unavailable(discovery.token(), Discovery.reason(e));
        } catch (ParseException e) {
            throw new LoginFailure.Broken(
                    discovery.token() + " gives no answer that can be understood: " + e.getMessage() + ".");
        }
    }

    private static JWT token(HTTPResponse response) throws ParseException {
        var parsed = OIDCTokenResponseParser.parse(response);
        if (!parsed.indicatesSuccess()) {
            throw new LoginFailure.Refused("The provider did not accept the code that your browser brought: "
                    + sentence(described(parsed.toErrorResponse().getErrorObject())));
        }
        return ((OIDCTokenResponse) parsed.toSuccessResponse()).getOIDCTokens().getIDToken();
    }

    private TokenRequest request(Attempt attempt, String code) {
        var grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), URI.create(attempt.redirect()), new CodeVerifier(attempt.verifier()));
        var client = new ClientID(config.clientId());
        return config.clientSecret()
                .map(secret ->
                        new TokenRequest.Builder(discovery.token(), authentication(client, new Secret(secret)), grant))
                .orElseGet(() -> new TokenRequest.Builder(discovery.token(), client, grant))
                .build();
    }

    /** HTTP's own way, which is the usual one, unless the provider says that it takes a form only. */
    private ClientAuthentication authentication(ClientID client, Secret secret) {
        var methods = Optional.ofNullable(discovery.metadata().getTokenEndpointAuthMethods())
                .orElse(List.of());
        return methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                        && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                ? new ClientSecretPost(client, secret)
                : new ClientSecretBasic(client, secret);
    }

    private static String described(ErrorObject error) {
        return Optional.ofNullable(error.getDescription()).orElse(String.valueOf(error.getCode()));
    }

    private static String sentence(@Nullable String words) {
        return words == null || words.endsWith(".") ? String.valueOf(words) : words + ".";
    }
}
