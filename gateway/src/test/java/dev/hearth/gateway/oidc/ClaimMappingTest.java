package dev.hearth.gateway.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases are those of k8s.io/apiserver, plugin/pkg/authenticator/token/oidc/oidc_test.go. */
class ClaimMappingTest {
    private static final String ISSUER = "https://login.example.org";
    private static final Instant END = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "sub,   '',    https://login.example.org#s-1",
        "sub,   -,     s-1",
        "sub,   oidc:, oidc:s-1",
        "email, '',    jane@example.org",
        "email, -,     jane@example.org",
        "email, oidc:, oidc:jane@example.org",
        "name,  '',    https://login.example.org#Jane"
    })
    void aUserHasTheNameThatTheApiServerGives(String claim, String prefix, String user) {
        var claims = Map.<String, Object>of("sub", "s-1", "email", "jane@example.org", "name", "Jane");
        var mapping = ClaimMapping.of(ISSUER, claim, prefix, "", "");
        assertThat(mapping.person(claims, END)).isEqualTo(new Person(user, List.of(), END));
    }

    static Stream<Arguments> groups() {
        return Stream.of(
                Arguments.of("groups", "", List.of("a", "b"), List.of("a", "b")),
                Arguments.of("groups", "oidc:", List.of("a", "b"), List.of("oidc:a", "oidc:b")),
                Arguments.of("groups", "oidc:", "a", List.of("oidc:a")),
                Arguments.of("groups", "oidc:", List.of(), List.of()),
                Arguments.of("groups", "-", List.of("a"), List.of("-a")),
                Arguments.of("roles", "oidc:", List.of("a"), List.of()),
                Arguments.of("", "oidc:", List.of("a"), List.of()));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void groupsAreAListOrASingleOne(String claim, String prefix, Object told, List<String> groups) {
        var mapping = ClaimMapping.of(ISSUER, "sub", "", claim, prefix);
        assertThat(mapping.person(Map.of("sub", "s-1", "groups", told), END).groups())
                .isEqualTo(groups);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(Map.of("sub", "s-1"), "\"email\""),
                Arguments.of(Map.of("email", ""), "\"email\""),
                Arguments.of(Map.of("email", List.of("jane@example.org")), "\"email\""),
                Arguments.of(Map.of("email", "jane@example.org", "email_verified", false), "verified"),
                Arguments.of(Map.of("email", "jane@example.org", "email_verified", "true"), "verified"),
                Arguments.of(Map.of("email", "jane\nlogin user=admin"), "control characters"),
                Arguments.of(Map.of("email", "jane@example.org", "groups", 7), "\"groups\""),
                Arguments.of(Map.of("email", "jane@example.org", "groups", Arrays.asList("a", 7)), "\"groups\""));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void claimsThatNameNobodyAreRefused(Map<String, Object> claims, String why) {
        var mapping = ClaimMapping.of(ISSUER, "email", "", "groups", "");
        assertThatThrownBy(() -> mapping.person(claims, END))
                .isInstanceOf(LoginFailure.Refused.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({"true", ","})
    void anAddressCountsIfTheProviderDoesNotSayThatItIsUnverified(Boolean verified) {
        var claims = new java.util.HashMap<String, Object>(Map.of("email", "jane@example.org"));
        if (verified != null) {
            claims.put("email_verified", verified);
        }
        var mapping = ClaimMapping.of(ISSUER, "email", "", "", "");
        assertThat(mapping.person(claims, END).user()).isEqualTo("jane@example.org");
    }
}
