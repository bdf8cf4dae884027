package dev.hearth.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaderLabelTest {
    private static final List<String> THREE = List.of("demo-master-0", "demo-master-1", "demo-master-2");

    private final List<String> changes = new ArrayList<>();
    private int failures;

    @Test
    void theLeadersPodGetsTheLabelBeforeTheOthersLoseIt() {
        label(THREE).put();
        assertThat(changes)
                .containsExactly(
                        "pods/demo-master-1 {\"hearth.dev/leader\":\"true\"}",
                        "pods/demo-master-0 {\"hearth.dev/leader\":null}");
    }

    @Test
    void aPodThatCannotBeLabelledIsTriedAgain() {
        failures = 2;
        label(THREE).put();
        assertThat(changes)
                .containsExactlyInAnyOrder(
                        "pods/demo-master-1 {\"hearth.dev/leader\":\"true\"}",
                        "pods/demo-master-0 {\"hearth.dev/leader\":null}");
    }

    @Test
    void aMasterWithoutStandbysTouchesNoPod() {
        label(List.of()).put();
        assertThat(changes).isEmpty();
    }

    private LeaderLabel label(List<String> masters) {
        var election = Election.of("demo-master-1_uid", Timing.ofLease(Duration.ofMillis(60)));
        return new LeaderLabel(
                new Pods(), new Leadership(election, () -> Duration.ZERO, changes::add), "pods", masters);
    }

    /** Two pods; the third is not there. */
    private final class Pods implements Api {
        @Override
        public JsonNode get(String path) throws IOException {
            throw new IOException("nobody asks");
        }

        @Override
        public JsonNode patch(String path, JsonNode change) throws IOException {
            if (path.endsWith("-2")) {
                throw new Missing("not found");
            }
            if (failures-- > 0) {
                throw new IOException("no answer");
            }
            changes.add(path + " " + change.at("/metadata/labels"));
            return change;
        }
    }
}
