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

    private static SessionCookies at(Instant time, int filling) {
        return new SessionCookies(key(filling), Clock.fixed(time, ZoneOffset.UTC));
    }

    @Test
    void anotherReplicaReadsWhatOneWrote() {
        var text = at(NOW, 1).encode(SESSION);
        assertThat(at(NOW, 1).decode(text)).contains(SESSION);
        assertThat(text).doesNotContain("jane");
    }

    @Test
    void aSessionThatIsOverIsNone() {
        assertThat(at(NOW.plusSeconds(61), 1).decode(at(NOW, 1).encode(SESSION)))
                .isEmpty();
    }

    @Test
    void whatWeDidNotMakeIsNone() {
        var text = at(NOW, 1).encode(SESSION);
        var parts = text.split("\\.", -1);
        assertThat(at(NOW, 2).decode(text)).isEmpty();
        assertThat(at(NOW, 1).decode(text.replace(parts[3], parts[3].substring(4) + "AAAA")))
                .isEmpty();
        assertThat(at(NOW, 1).decode("eyJhbGciOiJub25lIn0.eyJzdWIiOiJqYW5lIn0."))
                .isEmpty();
        assertThat(at(NOW, 1).decode("")).isEmpty();
    }
}
