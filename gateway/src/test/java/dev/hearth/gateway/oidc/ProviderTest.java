package dev.hearth.gateway.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProviderTest {
    private static final Attempt ATTEMPT = Attempt.begin("/", "https://spark.example.org/-/oidc/callback");

    private FakeProvider fake;
    private ECKey key;

    @BeforeEach
    void start() throws Exception {
        fake = new FakeProvider();
        key = FakeProvider.key("one");
        fake.has(key).gives(FakeProvider.signed(key, claims().build()));
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private Provider provider(String... more) {
        var environment = new HashMap<>(Map.of(
                OidcConfig.ISSUER, fake.issuer(), OidcConfig.CLIENT_ID, "hearth", OidcConfig.USERNAME_PREFIX, "-"));
        for (var at = 0; at < more.length; at += 2) {
            environment.put(more[at], more[at + 1]);
        }
        return new Provider(OidcConfig.of(environment).orElseThrow(), Runnable::run, Clock.systemUTC());
    }

    /** Those of a good token. */
    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(fake.issuer())
                .audience("hearth")
                .subject("jane")
                .claim("nonce", ATTEMPT.nonce())
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    private static ThrowableAssert.ThrowingCallable of(CompletableFuture<?> failing) {
        return () -> {
            try {
                failing.join();
            } catch (CompletionException e) {
                throw e.getCause();
            }
        };
    }

    @Test
    void aBrowserIsSentThereWithHashesOnly() {
        var address =
                provider(OidcConfig.SCOPES, "groups").authorization(ATTEMPT).join();
        assertThat(address.toString()).startsWith(fake.issuer() + "/authorize?");
        assertThat(URI.create(address.toString()).getQuery().split("&"))
                .contains(
                        "response_type=code",
                        "client_id=hearth",
                        "scope=openid+groups",
                        "redirect_uri=" + ATTEMPT.redirect(),
                        "state=" + ATTEMPT.state(),
                        "nonce=" + ATTEMPT.nonce(),
                        "code_challenge_method=S256")
                .doesNotContain(ATTEMPT.verifier());
    }

    @Test
    void aCodeBecomesAPerson() {
        assertThat(provider().redeem(ATTEMPT, "c-1").join().user()).isEqualTo("jane");
        assertThat(fake.forms())
                .singleElement()
                .asString()
                .startsWith("null ")
                .contains("code=c-1", "client_id=hearth", "code_verifier=" + ATTEMPT.verifier());
    }

    @Test
    void aConfidentialClientProvesWhoItIs() {
        provider(OidcConfig.CLIENT_SECRET, "s-1").redeem(ATTEMPT, "c-1").join();
        assertThat(fake.forms()).singleElement().asString().startsWith("Basic ").doesNotContain("s-1");
    }

    static Stream<Arguments> badTokens() {
        var now = Instant.now();
        return Stream.of(
                bad(claims -> claims.issuer("https://other.example.org"), "issuer"),
                bad(claims -> claims.audience("other"), "audience"),
                bad(claims -> claims.claim("nonce", "other"), "nonce"),
                bad(claims -> claims.claim("nonce", null), "nonce"),
                bad(claims -> claims.expirationTime(Date.from(now.minusSeconds(120))), "Expired"),
                bad(claims -> claims.expirationTime(null), "expiration"),
                bad(claims -> claims.subject(null), "sub"));
    }

    private static Arguments bad(UnaryOperator<JWTClaimsSet.Builder> change, String why) {
        return Arguments.of(change, why);
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void aTokenThatIsNotForThisLoginIsRefused(UnaryOperator<JWTClaimsSet.Builder> change, String why) throws Exception {
        fake.gives(FakeProvider.signed(key, change.apply(claims()).build()));
        assertThatThrownBy(of(provider().redeem(ATTEMPT, "c-1")))
                .isInstanceOf(LoginFailure.Refused.class)
                .hasMessageContaining(why);
    }

    @Test
    void aTokenThatTheProviderHasNotSignedIsRefused() throws Exception {
        var forged = FakeProvider.signed(FakeProvider.key("one"), claims().build());
        for (var token : List.of(forged, new PlainJWT(claims().build()).serialize())) {
            fake.gives(token);
            assertThatThrownBy(of(provider().redeem(ATTEMPT, "c-1"))).isInstanceOf(LoginFailure.Refused.class);
        }
    }

    @Test
    void newKeysOfTheProviderAreFound() throws Exception {
        var provider = provider();
        provider.redeem(ATTEMPT, "c-1").join();
        var next = FakeProvider.key("two");
        fake.has(next).gives(FakeProvider.signed(next, claims().build()));
        assertThat(provider.redeem(ATTEMPT, "c-2").join().user()).isEqualTo("jane");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/.well-known/openid-configuration | 500 | {}                          | Unavailable | status 500",
                "/.well-known/openid-configuration | 302 | {}                          | Broken      | 302",
                "/.well-known/openid-configuration | 404 | {}                          | Broken      | 404",
                "/.well-known/openid-configuration | 200 | <html>                      | Broken      | does not describe",
                "/.well-known/openid-configuration | 200 | {\"issuer\": \"x\"}         | Broken      | does not describe",
                "/token                            | 503 | {}                          | Unavailable | status 503",
                "/token                            | 200 | <html>                      | Broken      | no answer that can be understood",
                "/token                            | 400 | {\"error\":\"invalid_grant\"} | Refused   | invalid_grant",
                "/keys                             | 500 | {}                          | Unavailable | keys",
                "/keys                             | 200 | {\"keys\": []}              | Refused     | no matching key"
            })
    void whatIsWrongWithAProviderIsSaid(String path, int status, String body, String kind, String why) {
        fake.says(path, status, body);
        assertThatThrownBy(of(provider().redeem(ATTEMPT, "c-1")))
                .satisfies(failure ->
                        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind))
                .hasMessageContaining(why);
        assertThat(fake.asked("/elsewhere")).isZero();
    }

    @Test
    void aProviderOfAnotherNameIsNotOurs() {
        fake.says(FakeProvider.DESCRIPTION, 200, fake.description("https://other.example.org"));
        assertThatThrownBy(of(provider().authorization(ATTEMPT)))
                .isInstanceOf(LoginFailure.Broken.class)
                .hasMessageContaining("calls itself https://other.example.org");
    }

    @Test
    void secretsGoToNoAddressThatIsNotEncrypted() {
        fake.says(
                FakeProvider.DESCRIPTION,
                200,
                fake.description(fake.issuer()).replace(fake.issuer() + "/token", "http://login.example.org/token"));
        assertThatThrownBy(of(provider().authorization(ATTEMPT)))
                .isInstanceOf(LoginFailure.Broken.class)
                .hasMessageContaining("token_endpoint must be an https address");
    }

    @Test
    void anAnswerWithoutEndIsNone() {
        fake.says(FakeProvider.DESCRIPTION, 200, " ".repeat(600 * 1024));
        assertThatThrownBy(of(provider().authorization(ATTEMPT))).isInstanceOf(LoginFailure.Unavailable.class);
    }

    @Test
    void itIsAskedOnceAndAfterAFailureAgain() {
        var provider = provider();
        fake.says(FakeProvider.DESCRIPTION, 503, "");
        assertThatThrownBy(of(provider.authorization(ATTEMPT))).isInstanceOf(LoginFailure.Unavailable.class);
        fake.says(FakeProvider.DESCRIPTION, 200, fake.description(fake.issuer()));
        provider.authorization(ATTEMPT).join();
        provider.authorization(ATTEMPT).join();
        assertThat(fake.asked(FakeProvider.DESCRIPTION)).isEqualTo(2);
    }

    @Test
    void aProviderThatIsNotThereIsNamed() {
        var provider = provider();
        fake.close();
        assertThatThrownBy(of(provider.authorization(ATTEMPT)))
                .isInstanceOf(LoginFailure.Unavailable.class)
                .hasMessage(fake.issuer() + FakeProvider.DESCRIPTION + " does not answer: nothing listens there.");
        assertThatThrownBy(
                        of(provider(OidcConfig.ISSUER, "https://login.invalid").authorization(ATTEMPT)))
                .isInstanceOf(LoginFailure.Unavailable.class)
                .hasMessageEndingWith(" does not answer: there is no such host.");
    }
}
