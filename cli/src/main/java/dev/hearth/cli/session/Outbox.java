package dev.hearth.cli.session;

import dev.hearth.cli.problem.Pause;
import dev.hearth.cli.terminal.Elapsed;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The way of messages to a pod. The Kubernetes client has such a thing too, but hands the JDK a message while the one
 * before is still on its way, which the JDK refuses: whoever sends faster than the network takes has lost the connection.
 */
final class Outbox {
    private static final int LARGEST_MESSAGE = 64 * 1024;
    private static final long LONGEST_PAUSE_MILLIS = 16;

    private final WebSocket socket;
    private final BooleanSupplier ended;
    private final Duration patience;
    private final ReentrantLock sending = new ReentrantLock();

    /**
     * The way through a connection.
     *
     * @param ended whether the other side has said that it takes nothing any more
     * @param patience how long the way may be blocked
     */
    Outbox(WebSocket socket, BooleanSupplier ended, Duration patience) {
        this.socket = socket;
        this.ended = ended;
        this.patience = patience;
    }

    /** Everything that is written here has left this program when the call returns. */
    OutputStream channel(byte channel) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                for (var sent = 0; sent < length; sent += LARGEST_MESSAGE) {
                    send(message(channel, bytes, offset + sent, Math.min(LARGEST_MESSAGE, length - sent)));
                }
            }
        };
    }

    /** Sends a message if nothing else is under way. */
    void sendIfIdle(byte channel, byte[] content) {
        if (sending.tryLock()) {
            try {
                if (socket.queueSize() == 0) {
                    var _ = socket.send(message(channel, content, 0, content.length));
                }
            } finally {
                sending.unlock();
            }
        }
    }

    private void send(ByteBuffer message) throws IOException {
        sending.lock();
        try {
            awaitPassage();
            if (!socket.send(message)) {
                throw new IOException("the connection was lost");
            }
            awaitPassage();
        } finally {
            sending.unlock();
        }
    }

    /** Returns when the last message is in the hands of the operating system. */
    private void awaitPassage() throws IOException {
        var started = System.nanoTime();
        while (socket.queueSize() > 0) {
            if (ended.getAsBoolean()) {
                throw new IOException("the process in the pod has ended");
            }
            var waited = Duration.ofNanos(System.nanoTime() - started);
            if (waited.compareTo(patience) > 0) {
                throw new IOException("nothing got through for " + Elapsed.text(patience));
            }
            // In proportion, so that neither a fast network nor a busy reader is looked after for nothing.
            Pause.millis(Math.clamp(waited.toMillis() / 8, 1, LONGEST_PAUSE_MILLIS));
        }
    }

    private static ByteBuffer message(byte channel, byte[] bytes, int offset, int length) {
        return ByteBuffer.allocate(length + 1)
                .put(channel)
                .put(bytes, offset, length)
                .flip();
    }
}
