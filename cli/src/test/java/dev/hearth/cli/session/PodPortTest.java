package dev.hearth.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PodPortTest {
    private static final int DATA = 0;
    private static final int ERRORS = 1;
    private static final byte[] PORT_8080 = {(byte) 0x90, 0x1f};

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PodPort.Replies replies = new PodPort.Replies(output);
    private final SlowSocket socket = new SlowSocket();

    private void bring(int channel, byte[] content) {
        socket.bring(replies, channel, content);
    }

    @Test
    void theNumberOfThePortComesFirstAndIsNoData() {
        try (var port = new PodPort(socket, replies)) {
            bring(DATA, PORT_8080);
            bring(ERRORS, PORT_8080);
            bring(DATA, "ab".getBytes(StandardCharsets.UTF_8));
            bring(DATA, "c".getBytes(StandardCharsets.UTF_8));
            replies.onClose(socket, PodEndpoint.NORMAL_CLOSURE, "");
            port.awaitEnd();
        }
        assertThat(output).hasToString("abc");
    }

    @Test
    void anUploadFasterThanTheNetworkArrivesWhole() throws IOException {
        var content = new byte[1_000_003];
        new Random(1).nextBytes(content);
        try (var port = new PodPort(socket, replies)) {
            port.input().write(content);
        }
        assertThat(socket.content(DATA)).isEqualTo(content);
    }

    @Test
    void aPortThatRefusesEndsTheConnection() {
        try (var port = new PodPort(socket, replies)) {
            bring(DATA, PORT_8080);
            bring(ERRORS, PORT_8080);
            bring(ERRORS, "connection refused".getBytes(StandardCharsets.UTF_8));
            port.awaitEnd();
        }
        assertThat(output.size()).isZero();
    }
}
