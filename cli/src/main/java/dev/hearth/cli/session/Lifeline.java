package dev.hearth.cli.session;

import dev.hearth.cli.problem.Pause;
import dev.hearth.cli.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/**
 * Binds a session's pod to the program of its user: a process in the pod that ends the session when it hears nothing
 * from here, and whose silence tells that the pod is out of reach. A connection can be dead without anybody noticing;
 * only an answer proves the contrary.
 */
final class Lifeline implements AutoCloseable {
    /** Below what load balancers tolerate of idle connections; the usual least is half a minute. */
    private static final Duration BEAT = Duration.ofSeconds(10);

    /** A few beats, because networks and busy nodes hiccup. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    /** Longer than ours: whoever gives up first should be the one who can tell the user. */
    private static final Duration PATIENCE_OF_THE_POD = Duration.ofSeconds(90);

    private final PodProcess process;
    private volatile long lastAnswer = System.nanoTime();
    private volatile boolean closed;

    private Lifeline(PodEndpoint pod, String container) {
        var command = Scripts.command("lifeline.sh", List.of(String.valueOf(PATIENCE_OF_THE_POD.toSeconds())));
        process = PodProcess.exec(pod, container, command, new Answers(), OutputStream.nullOutputStream(), PATIENCE);
    }

    static Lifeline to(PodEndpoint pod, String container) {
        var lifeline = new Lifeline(pod, container);
        var _ = Thread.ofVirtual().start(lifeline::beat);
        return lifeline;
    }

    /** Whether the pod is out of reach, or has given up on us. */
    boolean isBroken() {
        try {
            return process.await(Duration.ZERO).isPresent() || System.nanoTime() - lastAnswer > PATIENCE.toNanos();
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        closed = true;
        process.close();
    }

    private void beat() {
        try {
            for (var input = process.input(); !closed; Pause.millis(BEAT.toMillis())) {
                input.write('\n');
            }
        } catch (IOException | Problem e) {
            // The missing answers tell.
            return;
        }
    }

    private final class Answers extends OutputStream {
        @Override
        public void write(int one) {
            lastAnswer = System.nanoTime();
        }
    }
}
