package dev.hearth.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SessionCookiesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Session SESSION = new Session(
            new Identity("jane", "u-1", List.of("team-a", "system:authenticated"), Map.of("scope", List.of("x", "y"))),
            "guard",
            NOW.plusSeconds(60));

    private static SecretKey key(int filling) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) filling);
        return new SecretKeySpec(bytes, "AES");
    }

    private static Seal at(Instant time, int filling) {
        return SessionCookies.of(key(filling), Clock.fixed(time, ZoneOffset.UTC))
                .cookies()
                .seal();
    }

    private static String written() {
        return at(NOW, 1).close(SessionCookies.claims(SESSION));
    }

    @Test
    void anotherReplicaReadsWhatOneWrote() {
        var text = written();
        assertThat(at(NOW, 1).open(text).flatMap(SessionCookies::session)).contains(SESSION);
        assertThat(text).doesNotContain("jane");
    }

    @Test
    void aSessionThatIsOverIsNone() {
        assertThat(at(NOW.plusSeconds(61), 1).open(written())).isEmpty();
    }

    @Test
    void whatWeDidNotMakeIsNone() {
        var text = written();
        var parts = text.split("\\.", -1);
        assertThat(at(NOW, 2).open(text)).isEmpty();
        assertThat(at(NOW, 1).open(text.replace(parts[3], parts[3].substring(4) + "AAAA")))
                .isEmpty();
        assertThat(at(NOW, 1).open("eyJhbGciOiJub25lIn0.eyJzdWIiOiJqYW5lIn0.")).isEmpty();
        assertThat(at(NOW, 1).open("")).isEmpty();
    }
}
