package dev.hearth.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final Timing TIMING = Timing.ofLease(Duration.ofSeconds(60));
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TwoSecrets api = new TwoSecrets();
    private final List<String> ends = new ArrayList<>();

    @Test
    void aLaterLeaderRemembersWhatAnEarlierOneKept() {
        var first = memory(1, "4.3.0");
        assertThat(first.recall()).isEmpty();
        keep(first, "app_1", "one");
        keep(first, "app_2", "two");
        assertThat(first.await(first.keep("app_1", Optional.empty()), PATIENCE)).isTrue();

        assertThat(texts(memory(2, "4.3.0").recall())).isEqualTo(Map.of("app_2", "two"));
    }

    @Test
    void whatComesUpWhileOneRequestIsUnderWayGoesIntoTheNext() {
        var memory = memory(1, "4.3.0");
        memory.recall();
        api.hold();
        memory.keep("worker_0", bytes("first"));
        api.awaitRequest();
        long last = IntStream.range(0, 100)
                .mapToLong(number -> memory.keep("worker_" + number, bytes("registered")))
                .max()
                .orElseThrow();
        int before = api.writes;
        api.release();
        assertThat(memory.await(last, PATIENCE)).isTrue();
        assertThat(api.writes - before).isLessThanOrEqualTo(3);
        assertThat(memory(2, "4.3.0").recall()).hasSize(100);
    }

    @Test
    void anotherSparksMemoryIsDeletedAndItsVersionNoted() {
        var old = memory(1, "4.2.1");
        old.recall();
        keep(old, "app_1", "one");

        assertThat(memory(2, "4.3.0").recall()).isEmpty();
        assertThat(api.annotations()).contains("4.2.1");
        assertThat(memory(3, "4.2.1").recall()).isEmpty();
    }

    @Test
    void whoLeadsNoLongerCannotWriteAndEnds() {
        var former = memory(1, "4.3.0");
        former.recall();
        memory(2, "4.3.0").recall();

        assertThat(former.await(former.keep("app_1", bytes("one")), Duration.ofSeconds(2)))
                .isFalse();
        assertThat(ends).isNotEmpty().allMatch(why -> why.contains("belongs to the leader of term 2"));
        assertThat(memory(3, "4.3.0").recall()).isEmpty();
    }

    @Test
    void changedLabelsAndLostRequestsKeepNobodyFromWriting() {
        var memory = memory(1, "4.3.0");
        memory.recall();
        api.failures = 2;
        api.touch();
        keep(memory, "app_1", "one");
        assertThat(memory(2, "4.3.0").recall()).hasSize(1);
        assertThat(ends).isEmpty();
    }

    @Test
    void aSecretThatSomebodyHasDeletedIsWrittenAgain() throws IOException {
        var memory = memory(5, "4.3.0");
        memory.recall();
        keep(memory, "app_1", "one");
        keep(memory, "app_2", "two");
        api.replace();
        keep(memory, "app_3", "three");
        keep(memory, "app_4", "four");
        var next = memory(6, "4.3.0");
        assertThat(next.latestTerm()).isEqualTo(5);
        assertThat(next.recall()).containsOnlyKeys("app_1", "app_2", "app_3", "app_4");
    }

    @Test
    void allSecretsFillUpBeforeSomethingIsNotKept() {
        var memory = memory(1, "4.3.0");
        memory.recall();
        var large = "x".repeat(Shard.MOST_BYTES / 2 - 100);
        for (var key : List.of("app_1", "app_2", "app_3", "app_4", "app_5")) {
            keep(memory, key, large);
        }
        assertThat(memory(2, "4.3.0").recall()).containsOnlyKeys("app_1", "app_2", "app_3", "app_4");
    }

    private Memory memory(int term, String format) {
        var lease = new Lease("1", "me", 60, Instant.EPOCH, Instant.EPOCH, term);
        var election = Election.of("me", TIMING).written(lease, Duration.ZERO, Duration.ZERO);
        var leadership = new Leadership(election, () -> Duration.ZERO, why -> {
            ends.add(why);
            throw new IllegalStateException(why);
        });
        return new Memory(List.of(new Shard(api, "0"), new Shard(api, "1")), leadership, format);
    }

    private static void keep(Memory memory, String key, String text) {
        assertThat(memory.await(memory.keep(key, bytes(text)), PATIENCE)).isTrue();
    }

    private static Optional<byte[]> bytes(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> texts(Map<String, byte[]> values) {
        var texts = new HashMap<String, String>();
        values.forEach((key, value) -> texts.put(key, new String(value, StandardCharsets.UTF_8)));
        return texts;
    }

    /** The part of the API that matters here: versions, and merge patches that name one. */
    private static final class TwoSecrets implements Api {
        private final List<ObjectNode> secrets = List.of(secret(), secret());
        private volatile int writes;
        private volatile int failures;
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile CountDownLatch seen = new CountDownLatch(0);

        private static ObjectNode secret() {
            var secret = JsonNodeFactory.instance.objectNode();
            secret.putObject("metadata").put("resourceVersion", "1");
            return secret;
        }

        void hold() {
            gate = new CountDownLatch(1);
            seen = new CountDownLatch(1);
        }

        void awaitRequest() {
            try {
                seen.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        void release() {
            gate.countDown();
        }

        synchronized void touch() {
            secrets.forEach(TwoSecrets::next);
        }

        synchronized String annotations() {
            return secrets.toString();
        }

        synchronized void replace() {
            for (var secret : secrets) {
                next(secret);
                var version = secret.at("/metadata/resourceVersion");
                secret.removeAll();
                secret.putObject("metadata").set("resourceVersion", version);
            }
        }

        private static void next(ObjectNode secret) {
            var metadata = (ObjectNode) secret.path("metadata");
            metadata.put(
                    "resourceVersion",
                    String.valueOf(metadata.path("resourceVersion").asInt() + 1));
        }

        @Override
        public synchronized JsonNode get(String path) {
            return secrets.get(Integer.parseInt(path)).deepCopy();
        }

        @Override
        public JsonNode patch(String path, JsonNode change) throws IOException {
            seen.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            synchronized (this) {
                if (failures-- > 0) {
                    throw new IOException("lost");
                }
                var secret = secrets.get(Integer.parseInt(path));
                if (!change.at("/metadata/resourceVersion").equals(secret.at("/metadata/resourceVersion"))) {
                    throw new Conflict("another version");
                }
                writes++;
                merge(secret, change);
                next(secret);
                return secret.deepCopy();
            }
        }

        /** RFC 7386. */
        private static void merge(ObjectNode target, JsonNode change) {
            for (var entry : change.properties()) {
                if (entry.getValue().isNull()) {
                    target.remove(entry.getKey());
                } else if (entry.getValue() instanceof ObjectNode part) {
                    merge(
                            target.path(entry.getKey()) instanceof ObjectNode existing
                                    ? existing
                                    : target.putObject(entry.getKey()),
                            part);
                } else {
                    target.set(entry.getKey(), entry.getValue());
                }
            }
        }
    }
}
