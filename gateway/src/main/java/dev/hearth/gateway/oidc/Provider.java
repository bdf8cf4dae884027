package dev.hearth.gateway.oidc;

import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The provider, which is asked when somebody wants to log in and not before: whether it answers matters to nobody else.
 * Whatever fails does so with a {@link LoginFailure}.
 */
public final class Provider {
    /** Long enough for a crowd that comes at once; short enough that people hear from us of a provider that is down. */
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final OidcConfig config;
    private final ProviderHttp http;
    private final Executor executor;
    private final Clock clock;

    private @Nullable CompletableFuture<Discovery> discovery;
    private Instant old = Instant.MIN;

    /**
     * Connects to nothing yet.
     *
     * @param executor for calls that wait
     */
    public Provider(OidcConfig config, Executor executor, Clock clock) {
        this.config = config;
        this.executor = executor;
        this.clock = clock;
        http = new ProviderHttp(config.tls());
    }

    /** What people know it by. */
    public String name() {
        return config.issuer().getHost();
    }

    /** Where a browser goes to log in. */
    public CompletableFuture<URI> authorization(Attempt attempt) {
        return discovery()
                .thenApply(found -> new AuthenticationRequest.Builder(
                                ResponseType.CODE,
                                new Scope(config.scopes().toArray(String[]::new)),
                                new ClientID(config.clientId()),
                                URI.create(attempt.redirect()))
                        .endpointURI(found.authorization())
                        .state(new State(attempt.state()))
                        .nonce(new Nonce(attempt.nonce()))
                        .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
                        .build()
                        .toURI());
    }

    /** Whom the provider vouches for with a code that it gave to a browser for this attempt. */
    public CompletableFuture<Person> redeem(Attempt attempt, String code) {
        return discovery().thenApplyAsync(found -> new Redemption(config, found, http).person(attempt, code), executor);
    }

    /** Those who come while it is asked wait for the same answer; one that failed is not remembered. */
    private synchronized CompletableFuture<Discovery> discovery() {
        var now = clock.instant();
        if (discovery == null || discovery.isCompletedExceptionally() || now.isAfter(old)) {
            discovery = CompletableFuture.supplyAsync(() -> Discovery.of(config, http), executor);
            old = now.plus(REMEMBERED);
        }
        return discovery;
    }
}
