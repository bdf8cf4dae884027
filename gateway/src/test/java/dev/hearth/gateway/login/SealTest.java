package dev.hearth.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final JWTClaimsSet CLAIMS = new JWTClaimsSet.Builder()
            .subject("jane")
            .expirationTime(Date.from(NOW.plusSeconds(600)))
            .build();

    private static Seal at(Instant time, String purpose) {
        return new Seal(new SecretKeySpec(new byte[32], "AES"), Clock.fixed(time, ZoneOffset.UTC), purpose);
    }

    @ParameterizedTest
    @CsvSource({"session, 599, true", "session, 600, false", "attempt, 0, false"})
    void whatIsSealedIsGoodForItsPurposeAndItsTime(String purpose, int seconds, boolean good) {
        var text = at(NOW, "session").close(CLAIMS);
        assertThat(at(NOW.plusSeconds(seconds), purpose).open(text).isPresent()).isEqualTo(good);
    }
}
