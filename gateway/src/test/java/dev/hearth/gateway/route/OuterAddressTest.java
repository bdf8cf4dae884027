package dev.hearth.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OuterAddressTest {
    static Stream<Arguments> requests() {
        var inner = "10.96.0.7:8080";
        return Stream.of(
                Arguments.of(Map.of("Host", inner), "http://" + inner),
                Arguments.of(Map.of("Host", "[fd00::7]:8080"), "http://[fd00::7]:8080"),
                Arguments.of(Map.of("Host", inner, "X-Forwarded-Proto", "https"), "https://" + inner),
                Arguments.of(
                        Map.of("Host", inner, "X-Forwarded-Host", "spark.example.org", "X-Forwarded-Proto", "https"),
                        "https://spark.example.org"),
                Arguments.of(
                        Map.of("X-Forwarded-Host", "a.example, b.example", "X-Forwarded-Proto", "HTTPS, http"),
                        "https://a.example"),
                Arguments.of(Map.of("Host", "a.example/path"), null),
                Arguments.of(Map.of("Host", "me@a.example"), null),
                Arguments.of(Map.of("X-Forwarded-Host", "a.example?x", "Host", inner), null),
                Arguments.of(Map.of(), null));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void itIsWhatTheBrowserWasToldOrNothing(Map<String, String> headers, String address) {
        assertThat(OuterAddress.of(false, headers::get)).isEqualTo(Optional.ofNullable(address));
    }
}
