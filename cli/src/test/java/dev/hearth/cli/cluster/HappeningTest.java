package dev.hearth.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.cli.kube.Reader;
import dev.hearth.cli.problem.Explanation;
import dev.hearth.cli.terminal.Style;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HappeningTest {
    private final List<String> asked = new ArrayList<>();

    private static JsonNode events(String more, String kind, String... namesAndTimes) {
        var items = new ArrayList<String>();
        for (var i = 0; i < namesAndTimes.length; i += 2) {
            items.add("""
                    {"involvedObject":{"kind":"%s","name":"%s"},"reason":"R","message":"m","lastTimestamp":"%s"}""".formatted(kind, namesAndTimes[i], namesAndTimes[i + 1]));
        }
        try {
            return new ObjectMapper()
                    .readTree("{\"metadata\":{\"continue\":\"%s\"},\"items\":[%s]}"
                            .formatted(more, String.join(",", items)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<JsonNode> read(String path) {
        asked.add(path);
        var ofPods = path.contains("kind%3DPod");
        return Optional.of(
                ofPods && path.contains("&continue=a%3D")
                        ? events("", "Pod", "demo-worker-5d9f-x2x4z", "2026-01-01T00:00:03Z")
                        : ofPods
                                ? events(
                                        "a=",
                                        "Pod",
                                        "demo-master-0",
                                        "2026-01-01T00:00:01Z",
                                        "demo-worker-1-master-0",
                                        "2026-01-01T00:00:09Z",
                                        "other-worker-x",
                                        "2026-01-01T00:00:09Z")
                                : events("", "SparkCluster", "demo", "2026-01-01T00:00:02Z"));
    }

    @Test
    void theNewestComeFromEveryPageAndFromThisClusterOnly() {
        var found = Happening.of(this::read, "work", "demo", 2);
        assertThat(found).extracting(Happening::object).containsExactly("demo", "demo-worker-5d9f-x2x4z");
        assertThat(asked)
                .allSatisfy(path -> assertThat(path).contains("fieldSelector=involvedObject.kind%3D"))
                .anySatisfy(path -> assertThat(path).contains("Pod&continue=a%3D"));
    }

    @Test
    void whoMayNotReadEventsStillReadsTheRest() {
        Reader refusing = path -> {
            throw Explanation.ofStatus(403, "User jane cannot list events");
        };
        var text = new StatusText(new Style(false, false), Instant.parse("2026-11-22T10:05:00Z"))
                .of(ClusterFixture.saying("!Ready=NoMaster: no master leads"), refusing);
        assertThat(text)
                .contains("not ready: no master leads")
                .endsWith("its events are left out: Kubernetes does not let you do this: User jane cannot list events");
    }
}
