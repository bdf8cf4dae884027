package dev.hearth.cli.session;

import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A connection to a port of a pod, over the API server. The protocol is that of {@code kubectl port-forward} over web
 * sockets: one channel for data and one for what went wrong, each of which begins with the number of the port.
 */
final class PodPort implements AutoCloseable {
    private static final byte DATA = 0;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final WebSocket socket;
    private final Replies replies;
    private final Outbox outbox;

    PodPort(WebSocket socket, Replies replies) {
        this.socket = socket;
        this.replies = replies;
        outbox = new Outbox(socket, replies.end::isDone, PATIENCE);
    }

    /** Connects; what the port sends is written to the output. */
    static PodPort connect(PodEndpoint pod, int port, OutputStream output) {
        var replies = new Replies(output);
        return new PodPort(
                pod.connect("portforward", List.of(Map.entry("ports", String.valueOf(port))), replies), replies);
    }

    /** What is written here goes to the port. */
    OutputStream input() {
        return outbox.channel(DATA);
    }

    /** Waits until one of both sides has closed the connection. */
    void awaitEnd() {
        var _ = replies.end.exceptionally(_ -> null).join();
    }

    @Override
    public void close() {
        var _ = replies.end.complete(null);
        var _ = socket.sendClose(PodEndpoint.NORMAL_CLOSURE, "done");
    }

    /** What the port sends. */
    static final class Replies extends Messages {
        private final OutputStream output;
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private boolean greeted;

        Replies(OutputStream output) {
            this.output = output;
        }

        @Override
        void take(int channel, byte[] content) throws IOException {
            if (channel == DATA && greeted) {
                output.write(content);
                output.flush();
            } else if (channel == DATA) {
                greeted = true;
            } else if (content.length > Short.BYTES) {
                throw new IOException(new String(content, StandardCharsets.UTF_8));
            }
        }

        @Override
        void lost(Throwable cause) {
            var _ = end.completeExceptionally(cause);
        }
    }
}
