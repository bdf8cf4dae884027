package dev.hearth.cli.session;

import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What comes over a connection to a pod: messages, each of which belongs to one of its channels. */
abstract class Messages implements WebSocket.Listener {

    /** Takes what a channel brought; may be slow, which slows the sender. */
    abstract void take(int channel, byte[] content) throws IOException;

    /** Nothing will come any more. */
    abstract void lost(Throwable cause);

    @Override
    public final void onMessage(WebSocket socket, ByteBuffer message) {
        // The next message is asked for when this one is taken, and never by a thread that others need: a reader who is
        // slow holds up the sender alone.
        var _ = Thread.ofVirtual().start(() -> {
            take(message);
            socket.request();
        });
    }

    @Override
    public final void onClose(WebSocket socket, int code, String reason) {
        lost(new EOFException("the connection was closed"));
    }

    @Override
    public final void onError(WebSocket socket, Throwable error) {
        lost(error);
    }

    private void take(ByteBuffer message) {
        if (!message.hasRemaining()) {
            return;
        }
        var channel = message.get();
        var content = new byte[message.remaining()];
        message.get(content);
        try {
            take(channel, content);
        } catch (IOException e) {
            lost(e);
        }
    }
}
