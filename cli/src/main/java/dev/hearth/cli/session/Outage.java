package dev.hearth.cli.session;

import dev.hearth.cli.problem.Explanation;
import dev.hearth.cli.problem.Pause;
import dev.hearth.cli.terminal.Elapsed;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Questions to Kubernetes that outlast its outages: what runs in a pod goes on while an API server restarts, and so
 * should whoever waits for it.
 */
final class Outage {
    private static final Duration WORTH_TELLING = Duration.ofSeconds(5);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final Duration patience;
    private final Duration pause;
    private final Consumer<String> notices;

    /**
     * What to do while Kubernetes does not answer.
     *
     * @param patience when to give up
     * @param notices takes a sentence when an outage is long enough for somebody to wonder, and when it is over
     */
    Outage(Duration patience, Consumer<String> notices) {
        this(patience, Duration.ofMillis(500), notices);
    }

    Outage(Duration patience, Duration pause, Consumer<String> notices) {
        this.patience = patience;
        this.pause = pause;
        this.notices = notices;
    }

    /** The answer, as soon as there is one; a refusal is an answer too. */
    <T> T outlast(Supplier<T> question) {
        var started = System.nanoTime();
        var told = false;
        while (true) {
            try {
                var answer = question.get();
                if (told) {
                    notices.accept("Kubernetes answers again.");
                }
                return answer;
            } catch (KubernetesClientException e) {
                var elapsed = Duration.ofNanos(System.nanoTime() - started);
                if (!mayPass(e) || elapsed.compareTo(patience) > 0) {
                    throw e;
                }
                if (!told && elapsed.compareTo(WORTH_TELLING) > 0) {
                    told = true;
                    notices.accept(Explanation.of(e).message() + "; trying again for "
                            + Elapsed.text(patience.minus(elapsed)));
                }
                Pause.millis(pause.toMillis());
            }
        }
    }

    /** No answer at all, or one that says that there is none at the moment. */
    static boolean mayPass(KubernetesClientException e) {
        return e.getCode() <= 0 || e.getCode() == TOO_MANY_REQUESTS || e.getCode() >= SERVER_ERROR;
    }
}
