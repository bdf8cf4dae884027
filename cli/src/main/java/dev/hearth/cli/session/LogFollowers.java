package dev.hearth.cli.session;

import dev.hearth.cli.problem.Explanation;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads the logs of several pods at once, each pod once and to its end. */
final class LogFollowers implements AutoCloseable {
    private final Function<Pod, PodLog> log;
    private final Consumer<String> lines;
    private final Consumer<String> notices;
    private final Map<String, Future<?>> followers = new HashMap<>();
    private final AtomicInteger atWork = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    LogFollowers(Function<Pod, PodLog> log, Consumer<String> lines, Consumer<String> notices) {
        this.log = log;
        this.lines = lines;
        this.notices = notices;
    }

    /** Begins with pods that were there before. */
    void follow(List<Pod> pods, int tail) {
        // Counted before the first of them prints: all lines or none say whose they are.
        atWork.addAndGet(pods.size());
        pods.forEach(pod -> followers.put(pod.getMetadata().getUid(), threads.submit(() -> read(pod, tail))));
    }

    /** Begins with those pods that are not followed yet. Fails if one of the others could not be. */
    void followNewcomers(List<Pod> pods) {
        var newcomers = pods.stream()
                .filter(pod -> !followers.containsKey(pod.getMetadata().getUid()))
                .toList();
        newcomers.forEach(pod -> notices.accept("--- " + pod.getMetadata().getName() + " begins"));
        follow(newcomers, -1);
        followers.values().stream()
                .filter(follower -> follower.state() == Future.State.FAILED)
                .findFirst()
                .ifPresent(failed -> {
                    throw Explanation.of(failed.exceptionNow());
                });
    }

    boolean areNone() {
        return followers.isEmpty();
    }

    /** Waits for the last lines of all. */
    void awaitLastLines() {
        threads.close();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void read(Pod pod, int tail) {
        var name = pod.getMetadata().getName();
        try {
            // Whoever looks for newcomers meets the same outages, and tells of them once.
            log.apply(pod).follow(tail, line -> lines.accept(atWork.get() > 1 ? name + "  " + line : line), _ -> {});
        } finally {
            atWork.decrementAndGet();
        }
        notices.accept("--- " + name + " has ended");
    }
}
