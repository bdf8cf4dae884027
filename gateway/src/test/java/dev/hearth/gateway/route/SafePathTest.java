package dev.hearth.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafePathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/default/demo/", "/a/b/proxy/app-1/SQL/execution/", "/a/b/x%20y", "/a/b/..x/x.."})
    void aPlainPathIsLetIn(String path) {
        assertThat(SafePath.allows(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "default/demo",
                "http://elsewhere/",
                "/a/../b/",
                "/a/./b",
                "/a/%2e%2e/b",
                "/a/%2E%2e/b",
                "/a/.%2e/b",
                "/a/b%2fc",
                "/a/b%5Cc",
                "/a/b%252fc",
                "/a/..;/b",
                "/a/b%3bc",
                "/a\\b",
                "/a/b%00",
                "/a/b%0d%0aX:1",
                "/a/b%",
                "/a/b%zz",
                "/a b",
                "/a\tb"
            })
    void whatTwoProgramsCouldReadInTwoWaysIsNot(String path) {
        assertThat(SafePath.allows(path)).isFalse();
    }
}
