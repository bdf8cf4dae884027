package dev.hearth.cli.session;

import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** As strict as the JDK: a message while another one is on its way ends everything. */
final class SlowSocket implements WebSocket {
    private final List<byte[]> received = new ArrayList<>();
    private final AtomicLong pending = new AtomicLong();
    private final Semaphore requests = new Semaphore(0);
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
    public void request() {
        requests.release();
    }

    /** Brings a message, and returns when the next one is asked for. */
    void bring(Messages messages, int channel, byte[] content) {
        messages.onMessage(
                this,
                ByteBuffer.allocate(content.length + 1)
                        .put((byte) channel)
                        .put(content)
                        .flip());
        requests.acquireUninterruptibly();
    }

    /** Lets nothing through any more. */
    void block() {
        stuck = true;
    }

    int sent() {
        return received.size();
    }

    byte[] content(int channel) {
        var content = new ByteArrayOutputStream();
        received.stream()
                .filter(message -> message[0] == channel)
                .forEach(message -> content.write(message, 1, message.length - 1));
        return content.toByteArray();
    }
}
