package dev.hearth.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OuterPrefixTest {
    private static final String SERVICE = "/api/v1/namespaces/hearth-system/services/hearth-gateway:http/proxy";

    @ParameterizedTest
    @CsvSource({
        "'',      /a/b/,       '',     /a/b/",
        "/spark,  /spark/a/b/, /spark, /a/b/",
        "/spark,  /spark,      /spark, /",
        "/s/p,    /s/p/,       /s/p,   /"
    })
    void theBasePathIsTakenAway(String base, String path, String outer, String ours) {
        assertThat(OuterPrefix.of(base, path, _ -> null)).contains(new OuterPrefix(outer, ours));
    }

    @ParameterizedTest
    @CsvSource({"/spark, /a/b/", "/spark, /sparkle/", "/spark, /"})
    void whatIsNotBelowTheBasePathIsNotOurs(String base, String path) {
        assertThat(OuterPrefix.of(base, path, _ -> null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/ingress,           /ingress",
        "/ingress/,          /ingress",
        "//evil.example,     ''",
        "https://evil,       ''",
        "/a\"onload=\",      ''",
        "/,                  ''"
    })
    void aProxyTellsWhatItHasTakenButNotWhereToSendPeople(String told, String outer) {
        assertThat(OuterPrefix.of("", "/a/b/", Map.of("X-Forwarded-Prefix", told)::get))
                .contains(new OuterPrefix(outer, "/a/b/"));
    }

    @ParameterizedTest
    @CsvSource({"/a/b/, /a/b", "/, ''", "/-/login, /-/login?next=%2F"})
    void theApiServerTellsTheWholePathWithoutItsLastSlash(String path, String asked) {
        assertThat(OuterPrefix.of("", path, Map.of("X-Forwarded-Uri", SERVICE + asked)::get))
                .contains(new OuterPrefix(SERVICE, path));
    }

    @Test
    void cookiesReachWhatScriptsAskForInTheirOwnSpelling() {
        assertThat(new OuterPrefix(SERVICE, "/").cookiePath())
                .isEqualTo("/api/v1/namespaces/hearth-system/services/hearth-gateway:http/");
        assertThat(new OuterPrefix("/spark/proxying", "/").cookiePath()).isEqualTo("/spark/proxying/");
        assertThat(new OuterPrefix("", "/").cookiePath()).isEqualTo("/");
    }

    @Test
    void aWholePathOfSomethingElseIsNoPrefix() {
        assertThat(OuterPrefix.of("", "/a/b/", Map.of("X-Forwarded-Uri", "/other")::get))
                .contains(new OuterPrefix("", "/a/b/"));
    }
}
