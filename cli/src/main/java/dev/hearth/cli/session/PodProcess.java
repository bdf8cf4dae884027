package dev.hearth.cli.session;

import dev.hearth.cli.problem.Explanation;
import dev.hearth.cli.problem.Pause;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.session.Reception.Outcome;
import dev.hearth.cli.terminal.Elapsed;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A process in a pod, with its input, its output and the size of its terminal. The Kubernetes client has such a thing
 * too, but hands the JDK a message while the one before is still on its way, which the JDK refuses: whoever sends faster
 * than the network takes has lost the connection.
 */
final class PodProcess implements AutoCloseable {
    private static final String PROTOCOL = "v4.channel.k8s.io";
    private static final Duration OPEN_PATIENCE = Duration.ofSeconds(30);
    private static final Duration FOREVER = Duration.ofDays(1000);

    private static final byte INPUT = 0;
    private static final byte RESIZE = 4;
    private static final int LARGEST_MESSAGE = 64 * 1024;
    private static final int NORMAL_CLOSURE = 1000;
    private static final long LONGEST_PAUSE_MILLIS = 16;

    private final WebSocket socket;
    private final Reception reception;
    private final Duration patience;
    private final ReentrantLock sending = new ReentrantLock();
    private volatile byte[] size = size(80, 24);

    PodProcess(WebSocket socket, Reception reception, Duration patience) {
        this.socket = socket;
        this.reception = reception;
        this.patience = patience;
    }

    /** Joins the first process of a container at its terminal. It may leave its input alone for as long as it likes. */
    static PodProcess attach(PodEndpoint pod, String container, OutputStream output) {
        var parameters =
                List.of(is("container", container), is("stdin", "true"), is("stdout", "true"), is("tty", "true"));
        return open(pod, "attach", parameters, output, OutputStream.nullOutputStream(), FOREVER);
    }

    /**
     * Starts a process that reads its input at once.
     *
     * @param patience how long the way to it may be blocked
     */
    static PodProcess exec(
            PodEndpoint pod,
            String container,
            List<String> command,
            OutputStream output,
            OutputStream errors,
            Duration patience) {
        var parameters = new ArrayList<>(
                List.of(is("container", container), is("stdin", "true"), is("stdout", "true"), is("stderr", "true")));
        command.forEach(part -> parameters.add(is("command", part)));
        return open(pod, "exec", parameters, output, errors, patience);
    }

    private static PodProcess open(
            PodEndpoint pod,
            String kind,
            List<Map.Entry<String, String>> parameters,
            OutputStream output,
            OutputStream errors,
            Duration patience) {
        var client = pod.client();
        var reception = new Reception(output, errors, client.getKubernetesSerialization());
        try {
            var socket = client.getHttpClient()
                    .newWebSocketBuilder()
                    .uri(pod.stream(kind, parameters))
                    .subprotocol(PROTOCOL)
                    .connectTimeout(OPEN_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .buildAsync(reception)
                    .get(OPEN_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new PodProcess(socket, reception, patience);
        } catch (ExecutionException e) {
            throw refusal(kind, pod.pod(), e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw refusal(kind, pod.pod(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.failed("interrupted").because(e);
        }
    }

    private static Problem refusal(String kind, String pod, Throwable cause) {
        if (cause instanceof WebSocketHandshakeException refused) {
            return Explanation.ofStatus(refused.getResponse().code(), kind + " in pod " + pod)
                    .because(cause);
        }
        return cause instanceof TimeoutException
                ? Problem.failed("the driver pod " + pod + " did not answer within " + Elapsed.text(OPEN_PATIENCE))
                        .advise("run the command again; `hearth doctor` shows what works")
                        .because(cause)
                : Explanation.of(cause);
    }

    /** The process' input; what is written here has left this program. */
    OutputStream input() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                for (var sent = 0; sent < length; sent += LARGEST_MESSAGE) {
                    send(INPUT, bytes, offset + sent, Math.min(LARGEST_MESSAGE, length - sent));
                }
            }
        };
    }

    /** Tells how large the terminal is. */
    void resize(int columns, int rows) {
        size = size(columns, rows);
        try {
            send(RESIZE, size, 0, size.length);
        } catch (IOException e) {
            // Whoever waits for the end hears of it.
            return;
        }
    }

    /**
     * Says something that changes nothing, because connections that nobody uses are closed on the way. A terminal that
     * keeps its size tells its program nothing.
     */
    void keepAlive() {
        if (sending.tryLock()) {
            try {
                if (socket.queueSize() == 0) {
                    var _ = socket.send(message(RESIZE, size, 0, size.length));
                }
            } finally {
                sending.unlock();
            }
        }
    }

    /**
     * Waits for the end of the process.
     *
     * @return nothing if it has not ended in this time
     * @throws IOException if the connection is lost
     */
    Optional<Outcome> await(Duration time) throws IOException {
        try {
            return Optional.of(reception.end().get(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IOException("the connection was lost", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.failed("interrupted").because(e);
        }
    }

    @Override
    public void close() {
        var _ = socket.sendClose(NORMAL_CLOSURE, "done");
    }

    private void send(byte channel, byte[] bytes, int offset, int length) throws IOException {
        sending.lock();
        try {
            awaitPassage();
            if (!socket.send(message(channel, bytes, offset, length))) {
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
            if (reception.end().isDone()) {
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

    private static byte[] size(int columns, int rows) {
        return "{\"Width\":%d,\"Height\":%d}".formatted(columns, rows).getBytes(StandardCharsets.UTF_8);
    }

    private static Map.Entry<String, String> is(String parameter, String value) {
        return Map.entry(parameter, value);
    }
}
