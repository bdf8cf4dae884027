package dev.hearth.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PodProcessTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Reception reception = new Reception(output, errors, new KubernetesSerialization());
    private final SlowSocket socket = new SlowSocket();

    private PodProcess process(Duration patience) {
        return new PodProcess(socket, reception, patience);
    }

    private void receive(int channel, String content) {
        socket.bring(reception, channel, content.getBytes(StandardCharsets.UTF_8));
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
        socket.block();
        try (var process = process(Duration.ofMillis(50))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> process.input().write('x'))
                    .withMessageContaining("nothing got through");
            process.keepAlive();
        }
        assertThat(socket.sent()).isEqualTo(1);
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
            assertThat(process.await(Duration.ofMinutes(1)).orElseThrow().code())
                    .isEqualTo(7);
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
