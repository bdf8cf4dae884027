package dev.hearth.cli.session;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The log of a container from one point on, for as long as the connection lasts. */
final class LogStream implements AutoCloseable {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final Duration OPEN_PATIENCE = Duration.ofSeconds(30);

    private final InputStream stream;
    private final Duration silence;
    private volatile long lastLine = System.nanoTime();

    private LogStream(InputStream stream, Duration silence) {
        this.stream = stream;
        this.silence = silence;
    }

    /**
     * Opens the log. One that does not exist yet, or no longer, is empty.
     *
     * @param tail how many of the lines before; negative for all
     * @param silence after how long without a line to end: a connection may be dead without a sign of it
     */
    static LogStream open(PodEndpoint pod, String container, LogPosition position, int tail, Duration silence) {
        var parameters = new ArrayList<>(List.of(
                Map.entry("container", container), Map.entry("follow", "true"), Map.entry("timestamps", "true")));
        if (position.since().isPresent()) {
            parameters.add(Map.entry("sinceTime", position.since().get().toString()));
        } else if (tail >= 0) {
            parameters.add(Map.entry("tailLines", String.valueOf(tail)));
        }
        return new LogStream(body(pod, parameters), silence);
    }

    private static InputStream body(PodEndpoint pod, List<Map.Entry<String, String>> parameters) {
        var client = pod.client().getHttpClient();
        var address = pod.stream("log", parameters).toString();
        try {
            var response = client.sendAsync(
                            client.newHttpRequestBuilder().uri(address).build(), InputStream.class)
                    .get(OPEN_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (response.code() == OK) {
                return response.body();
            }
            try (var refusal = response.body()) {
                var message = new String(refusal.readAllBytes(), StandardCharsets.UTF_8);
                if (response.code() == NOT_FOUND || response.code() == BAD_REQUEST) {
                    return InputStream.nullInputStream();
                }
                throw new KubernetesClientException(message, response.code(), null);
            }
        } catch (ExecutionException | TimeoutException | IOException e) {
            throw new KubernetesClientException("the log of " + pod.pod() + " cannot be opened", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KubernetesClientException("interrupted", e);
        }
    }

    /** Reads to the end of the container, of the connection or of patience; the lines do not tell which. */
    void read(Consumer<String> lines) {
        var guard = Thread.ofVirtual().start(this::endSilence);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lastLine = System.nanoTime();
                lines.accept(line);
            }
        } catch (IOException e) {
            // Opened again by the caller, who also finds out whether the pod still exists.
            return;
        } finally {
            guard.interrupt();
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void endSilence() {
        try {
            var left = silence.toNanos();
            while (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
                left = lastLine + silence.toNanos() - System.nanoTime();
            }
            close();
        } catch (InterruptedException e) {
            // The log has been read to its end.
            Thread.currentThread().interrupt();
        }
    }
}
