package dev.hearth.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.api.SparkCluster;
import dev.hearth.gateway.console.Detail.Load;
import dev.hearth.gateway.console.Detail.Point;
import dev.hearth.gateway.route.ClusterKey;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadHistoryTest {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final ClusterKey DEMO = new ClusterKey("ns", "demo");

    private Instant now = START;
    private final LoadHistory history = new LoadHistory(clock());

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private void note(int coresUsed) {
        history.note(Serialization.unmarshal("""
                metadata: {namespace: ns, name: demo}
                status: {cores: {used: %d, total: 4}, workers: {alive: 2, desired: 2}}
                """.formatted(coresUsed), SparkCluster.class));
    }

    private static Point point(String time, int coresUsed) {
        return new Point(time, coresUsed, 4, 2, 0);
    }

    private static Map<String, Load> told(String since, Point... points) {
        return Map.of("ns/demo", new Load(since, List.of(points)), "ns/gone", new Load(since, List.of(points)));
    }

    @Test
    void onlyChangesAreKept() {
        note(0);
        now = now.plusSeconds(10);
        note(0);
        now = now.plusSeconds(10);
        note(2);
        assertThat(history.of(DEMO))
                .isEqualTo(new Load(
                        "2026-11-24T12:00:00Z",
                        List.of(point("2026-11-24T12:00:00Z", 0), point("2026-11-24T12:00:20Z", 2))));
    }

    @Test
    void whatIsOlderThanHoursIsForgottenButForHowTheyBegan() {
        note(1);
        now = now.plusSeconds(10);
        note(2);
        now = now.plus(Duration.ofHours(7));
        note(3);
        assertThat(history.of(DEMO))
                .isEqualTo(new Load(
                        "2026-11-24T13:00:10Z",
                        List.of(point("2026-11-24T12:00:10Z", 2), point("2026-11-24T19:00:10Z", 3))));
    }

    @Test
    void whatAnotherReplicaSawComesBeforeWhatWasSeenHere() {
        note(2);
        now = now.plusSeconds(10);
        note(3);
        history.learn(told(
                "2026-11-24T09:00:00Z",
                point("2026-11-24T09:00:00Z", 0),
                point("2026-11-24T11:00:00Z", 2),
                // Seen by both.
                point("2026-11-24T12:00:11Z", 3)));
        var known = new Load(
                "2026-11-24T09:00:00Z",
                List.of(
                        point("2026-11-24T09:00:00Z", 0),
                        point("2026-11-24T11:00:00Z", 2),
                        point("2026-11-24T12:00:10Z", 3)));
        assertThat(history.all()).isEqualTo(Map.of("ns/demo", known));

        history.learn(told("2026-11-24T10:00:00Z", point("2026-11-24T10:00:00Z", 4)));
        assertThat(history.of(DEMO)).as("another one, who knows less").isEqualTo(known);
    }
}
