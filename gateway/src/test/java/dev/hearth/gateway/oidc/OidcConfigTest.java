package dev.hearth.gateway.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OidcConfigTest {
    private static Map<String, String> with(String name, String value) {
        var environment = new HashMap<>(
                Map.of(OidcConfig.ISSUER, "https://login.example.org/realms/a", OidcConfig.CLIENT_ID, "hearth"));
        environment.put(name, value);
        return environment;
    }

    @Test
    void withoutAnIssuerThereIsNoSingleSignOn() {
        assertThat(OidcConfig.of(Map.of(OidcConfig.ISSUER, " "))).isEmpty();
    }

    @Test
    void theRestHasTheDefaultsOfTheApiServer() {
        var config = OidcConfig.of(with(OidcConfig.CA, "")).orElseThrow();
        assertThat(config.claims()).isEqualTo(new ClaimMapping("sub", "https://login.example.org/realms/a#", "", ""));
        assertThat(config.scopes()).containsExactly("openid", "email", "profile");
        assertThat(config.clientSecret()).isEmpty();
        assertThat(config.tls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.org",
                "https://login.example.org:8443/dex/",
                "http://localhost:5556/dex",
                "http://127.0.0.1:5556",
                "http://[::1]:5556"
            })
    void anIssuerIsEncryptedOrOnThisMachine(String issuer) {
        assertThat(OidcConfig.of(with(OidcConfig.ISSUER, issuer)).orElseThrow().issuer())
                .hasToString(issuer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login.example.org",
                "http://login.example.org",
                "http://localhost.example.org",
                "ftp://login.example.org",
                "https://",
                "https:///path",
                "https://me:secret@login.example.org",
                "https://login.example.org?x=y",
                "https://login.example.org#x",
                "https://login example.org"
            })
    void anythingElseIsNoIssuer(String issuer) {
        assertThatThrownBy(() -> OidcConfig.of(with(OidcConfig.ISSUER, issuer)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the OIDC issuer must be an address such as https://login.example.org, not '");
    }

    @ParameterizedTest
    @CsvSource({
        "HEARTH_OIDC_CLIENT_ID, '',              needs a client ID",
        "HEARTH_OIDC_SCOPES,    openid profile,  words with commas between them",
        "HEARTH_OIDC_SCOPES,    'openid,,email', words with commas between them",
        "HEARTH_OIDC_CA,        no certificate,  the CA of the OIDC issuer"
    })
    void whatIsWrongIsSaid(String name, String value, String message) {
        assertThatThrownBy(() -> OidcConfig.of(with(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"'email, groups', 'openid,email,groups'", "'groups,openid', 'openid,groups'"})
    void withoutItsOwnScopeThereIsNoIdToken(String given, String scopes) {
        assertThat(OidcConfig.of(with(OidcConfig.SCOPES, given)).orElseThrow().scopes())
                .containsExactly(scopes.split(","));
    }
}
