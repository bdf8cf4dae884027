package dev.hearth.recovery;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Named values in a fixed number of Secrets, written by one thread in the background: whatever has come up while one request
 * was under way goes into the next, so that a hundred workers that register at once cost a few requests and the master's
 * only thread waits for none of them.
 */
final class Memory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final List<Shard> shards;
    private final Leadership leadership;
    private final String format;

    /** What is to be written, an empty value for what is to be deleted; a later one replaces an earlier. */
    private final Map<String, Optional<byte[]>> pending = new LinkedHashMap<>();

    private final Thread writer;
    private boolean closed;
    private long asked;
    private long done;

    Memory(List<Shard> shards, Leadership leadership, String format) {
        this.shards = List.copyOf(shards);
        this.leadership = leadership;
        this.format = format;
        writer = leadership.thread("hearth-memory", this::write);
    }

    /** The latest term in which anything was taken over, 0 for a memory that nobody has used. */
    int latestTerm() throws IOException {
        int latest = 0;
        for (var shard : shards) {
            latest = Math.max(latest, shard.term());
        }
        return latest;
    }

    /**
     * Takes everything over from whoever led before, and returns it. Ends with this leadership at the latest: without its
     * memory a master had better not begin.
     */
    Map<String, byte[]> recall() {
        var all = new HashMap<String, byte[]>();
        for (var shard : shards) {
            all.putAll(recall(shard));
        }
        if (writer.getState() == Thread.State.NEW) {
            writer.start();
        }
        return all;
    }

    private Map<String, byte[]> recall(Shard shard) {
        while (true) {
            leadership.require();
            try {
                return shard.take(leadership.term(), format);
            } catch (Shard.Superseded e) {
                leadership.end(e.toString());
            } catch (IOException e) {
                LOG.warn("The memory cannot be read, trying again: {}", e.toString());
            }
            pause();
        }
    }

    /** Has a value written, or deleted if it is empty; returns a mark to wait for. */
    synchronized long keep(String key, Optional<byte[]> value) {
        pending.put(key, value);
        notifyAll();
        return ++asked;
    }

    /** Waits until what a mark stands for is written; tells whether it was in time. */
    synchronized boolean await(long mark, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (done < mark) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Writes what is left, if it takes no longer than a few seconds, and nothing more after that. */
    @Override
    public void close() {
        long last;
        synchronized (this) {
            last = asked;
        }
        if (!await(last, Duration.ofSeconds(3))) {
            LOG.warn("The last changes were not written");
        }
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }

    private void write() {
        while (true) {
            Map<String, Optional<byte[]>> batch;
            long mark;
            synchronized (this) {
                while (pending.isEmpty() && !closed) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        return;
                    }
                }
                if (closed) {
                    return;
                }
                batch = new LinkedHashMap<>(pending);
                pending.clear();
                mark = asked;
            }
            place(batch).forEach(this::writeUntilDone);
            synchronized (this) {
                done = mark;
                notifyAll();
            }
        }
    }

    /** Decides which Secret takes which value: the one that has it already, or else the emptiest. */
    private Map<Shard, Set<String>> place(Map<String, Optional<byte[]>> batch) {
        var placed = new LinkedHashMap<Shard, Set<String>>();
        batch.forEach((key, value) -> {
            var shard = shards.stream()
                    .filter(each -> each.has(key))
                    .findFirst()
                    .orElseGet(() -> Collections.min(shards, Comparator.comparingInt(Shard::size)));
            if (shard.expect(key, value)) {
                placed.computeIfAbsent(shard, each -> new LinkedHashSet<>()).add(key);
            } else {
                LOG.error("No room for {}: it will not survive a change of the master", key);
            }
        });
        return placed;
    }

    private void writeUntilDone(Shard shard, Set<String> keys) {
        while (true) {
            leadership.require();
            try {
                shard.write(leadership.term(), keys);
                return;
            } catch (Shard.Superseded e) {
                leadership.end(e.toString());
            } catch (Api.Conflict e) {
                continue;
            } catch (IOException e) {
                LOG.warn("The memory cannot be written, trying again: {}", e.toString());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
