package dev.hearth.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SameSiteTest {
    static Stream<Arguments> requests() {
        var host = "hearth.example";
        return Stream.of(
                Arguments.of(true, Map.of("Sec-Fetch-Site", "same-origin", "Origin", "https://other")),
                Arguments.of(true, Map.of("Sec-Fetch-Site", "none")),
                Arguments.of(false, Map.of("Sec-Fetch-Site", "cross-site", "Origin", "https://" + host, "Host", host)),
                Arguments.of(false, Map.of("Sec-Fetch-Site", "same-site")),
                Arguments.of(true, Map.of("Origin", "http://" + host, "Host", host)),
                Arguments.of(true, Map.of("Origin", "https://" + host, "Host", "10.0.0.1", "X-Forwarded-Host", host)),
                Arguments.of(false, Map.of("Origin", "https://evil.example", "Host", host)),
                Arguments.of(false, Map.of("Origin", "null", "Host", host)),
                Arguments.of(false, Map.of("Referer", "https://evil.example/" + host, "Host", host)),
                Arguments.of(true, Map.of("Host", host)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void onlyOurOwnPagesAndProgramsChangeSomething(boolean holds, Map<String, String> headers) {
        assertThat(SameSite.holds(headers::get)).isEqualTo(holds);
    }
}
