package dev.hearth.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PodProcessTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Reception reception = new Reception(output, errors, new KubernetesSerialization());
    private final SlowSocket socket = new SlowSocket();

    /** As strict as the JDK: a message while another one is on its way ends everything. */
    private static final class SlowSocket implements WebSocket {
        private final List<byte[]> received = new ArrayList<>();
        private final AtomicLong pending = new AtomicLong();
        private volatile boolean stuck;

        @Override
        public synchronized boolean send(ByteBuffer message) {
            if (!pending.compareAndSet(0, message.remaining())) {
                return false;
            }
            var copy = new byte[message.remaining()];
            message.get(copy);
            received.add(copy);
            if (!stuck) {
                var _ = Thread.ofVirtual().start(() -> pending.set(0));
            }
            return true;
        }

        @Override
        public boolean sendClose(int code, String reason) {
            return true;
        }

        @Override
        public long queueSize() {
            return pending.get();
        }

        @Override
        public void request() {}

        private byte[] content(int channel) {
            var content = new ByteArrayOutputStream();
            received.stream()
                    .filter(message -> message[0] == channel)
                    .forEach(message -> content.write(message, 1, message.length - 1));
            return content.toByteArray();
        }
    }

    private PodProcess process(Duration patience) {
        return new PodProcess(socket, reception, patience);
    }

    private void receive(int channel, String content) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        reception.onMessage(socket, ByteBuffer.allocate(bytes.length + 1).put((byte) channel).put(bytes).flip());
    }

    @Test
    void whoeverWritesFasterThanTheNetworkTakesLosesNothing() throws IOException {
        var content = new byte[1_000_003];
        new Random(1).nextBytes(content);
        try (var process = process(Duration.ofMinutes(1))) {
            process.input().write(content);
            process.resize(80, 25);
            process.keepAlive();
            process.input().write('x');
        }
        assertThat(socket.content(0)).startsWith(content).endsWith('x').hasSize(content.length + 1);
        assertThat(new String(socket.content(4), StandardCharsets.UTF_8)).contains("{\"Width\":80,\"Height\":25}");
    }

    @Test
    void aBlockedWayIsAFailureAfterAWhileAndNeverHoldsUpTheKeepAlive() {
        socket.stuck = true;
        try (var process = process(Duration.ofMillis(50))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> process.input().write('x'))
                    .withMessageContaining("nothing got through");
            process.keepAlive();
        }
        assertThat(socket.received).hasSize(1);
    }

    @Test
    void streamsAndExitCodeComeApart() throws IOException {
        try (var process = process(Duration.ofMinutes(1))) {
            receive(1, "out");
            receive(2, "err");
            assertThat(process.await(Duration.ZERO)).isEmpty();
            receive(3, """
                    {"status": "Failure", "reason": "NonZeroExitCode", "message": "it ended with 7",
                     "details": {"causes": [{"reason": "ExitCode", "message": "7"}]}}""");
            assertThat(process.await(Duration.ofMinutes(1)).orElseThrow().code()).isEqualTo(7);
        }
        assertThat(output).hasToString("out");
        assertThat(errors).hasToString("err");
    }

    @Test
    void aLostConnectionIsNoEnd() {
        try (var process = process(Duration.ofMinutes(1))) {
            reception.onClose(socket, 1006, "");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> process.await(Duration.ofMinutes(1)))
                    .withCauseInstanceOf(EOFException.class);
        }
    }
}
