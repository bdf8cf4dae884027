package dev.hearth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.gateway.login.PeerPass;
import io.vertx.core.Vertx;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeersTest {
    private static final String LOADS = "{\"ns/demo\":{}}";

    private final Vertx vertx = Vertx.vertx();
    private int port;

    private static PeerPass pass(int key, Clock clock) {
        var bytes = new byte[32];
        bytes[0] = (byte) key;
        return new PeerPass(new SecretKeySpec(bytes, "AES"), clock);
    }

    private List<String> told(PeerPass pass, String service) throws Exception {
        return FakeKubernetes.of(new Peers(vertx, pass, service, port).loads());
    }

    @BeforeEach
    void aReplica() throws Exception {
        port = FakeKubernetes.of(
                        new Health(() -> true, () -> "", () -> LOADS, pass(1, Clock.systemUTC())).listen(vertx, 0))
                .actualPort();
    }

    @AfterEach
    void close() throws Exception {
        var _ = FakeKubernetes.of(vertx.close());
    }

    @Test
    void aReplicaTellsOthersOfItsGateway() throws Exception {
        assertThat(told(pass(1, Clock.systemUTC()), "127.0.0.1")).containsExactly(LOADS);
    }

    @Test
    void nobodyElseIsTold() throws Exception {
        assertThat(told(pass(2, Clock.systemUTC()), "127.0.0.1")).isEmpty();
        var yesterday = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
        assertThat(told(pass(1, yesterday), "127.0.0.1")).isEmpty();
    }

    @Test
    void whoIsAloneOrMeetsSilenceStartsWithNothing() throws Exception {
        assertThat(told(pass(1, Clock.systemUTC()), "")).isEmpty();
        assertThat(told(pass(1, Clock.systemUTC()), "no-such-service.invalid")).isEmpty();
        var nobody = new ServerSocket(0);
        nobody.close();
        port = nobody.getLocalPort();
        assertThat(told(pass(1, Clock.systemUTC()), "127.0.0.1")).isEmpty();
    }
}
