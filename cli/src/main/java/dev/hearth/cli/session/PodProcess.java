package dev.hearth.cli.session;

import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.session.Reception.Outcome;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process in a pod, with its input, its output and the size of its terminal. */
final class PodProcess implements AutoCloseable {
    private static final Duration FOREVER = Duration.ofDays(1000);

    private static final byte INPUT = 0;
    private static final byte RESIZE = 4;

    private final WebSocket socket;
    private final Reception reception;
    private final Outbox outbox;
    private volatile byte[] size = size(80, 24);

    PodProcess(WebSocket socket, Reception reception, Duration patience) {
        this.socket = socket;
        this.reception = reception;
        outbox = new Outbox(socket, reception.end()::isDone, patience);
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
        var reception = new Reception(output, errors, pod.client().getKubernetesSerialization());
        return new PodProcess(pod.connect(kind, parameters, reception), reception, patience);
    }

    /** The process' input; what is written here has left this program. */
    OutputStream input() {
        return outbox.channel(INPUT);
    }

    /** Tells how large the terminal is. */
    void resize(int columns, int rows) {
        size = size(columns, rows);
        try {
            outbox.channel(RESIZE).write(size);
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
        outbox.sendIfIdle(RESIZE, size);
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
        var _ = socket.sendClose(PodEndpoint.NORMAL_CLOSURE, "done");
    }

    private static byte[] size(int columns, int rows) {
        return "{\"Width\":%d,\"Height\":%d}".formatted(columns, rows).getBytes(StandardCharsets.UTF_8);
    }

    private static Map.Entry<String, String> is(String parameter, String value) {
        return Map.entry(parameter, value);
    }
}
