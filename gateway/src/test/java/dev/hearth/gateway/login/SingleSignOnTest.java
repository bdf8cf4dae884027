package dev.hearth.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingleSignOnTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"PT-1M, PT1H", "PT5M, PT1H", "PT1H, PT1H", "PT8H, PT8H", "PT12H, PT12H", "PT720H, PT12H"})
    void aSessionLastsAsLongAsItsTokenWithinBounds(Duration token, Duration session) {
        assertThat(SingleSignOn.end(NOW.plus(token), Clock.fixed(NOW, ZoneOffset.UTC)))
                .isEqualTo(NOW.plus(session));
    }
}
