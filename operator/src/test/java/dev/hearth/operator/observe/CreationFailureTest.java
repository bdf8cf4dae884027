package dev.hearth.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreationFailureTest {
    private static final StatefulSet SET = set(1, 7, 0);
    private static final Instant LONG_AGO = Instant.EPOCH;

    @ParameterizedTest(name = "{0} wanted, seen {1}, {2} made: {3}")
    @CsvSource({"1, 7, 0, true", "0, 7, 0, false", "1, 6, 0, false", "1, 7, 1, false"})
    void onlyASetThatHasTriedInVainIsAsked(int wanted, long seen, int made, boolean possible) {
        assertThat(CreationFailure.isPossible(set(wanted, seen, made), List.of()))
                .isEqualTo(possible);
    }

    @Test
    void aPodThatExistsOrLeavesIsNoFailure() {
        assertThat(CreationFailure.isPossible(SET, List.of(new Pod()))).isFalse();
    }

    @Test
    void theNewestEventCounts() {
        var events = List.of(event("2026-11-22T20:00:10Z", "newer"), event("2026-11-22T20:00:05Z", "older"));
        assertThat(CreationFailure.newest(events, SET, LONG_AGO)).contains("newer");
    }

    @Test
    void whatHappenedToAnEarlierFormOfTheSetIsPast() {
        var events = List.of(event("2026-11-22T19:59:59Z", "exceeded quota"));
        assertThat(CreationFailure.newest(events, SET, LONG_AGO)).isEmpty();
    }

    @Test
    void whatHappenedBeforeTheLastGoodMasterIsPast() {
        var events = List.of(event("2026-11-22T20:00:10Z", "exceeded quota"));
        assertThat(CreationFailure.newest(events, SET, Instant.parse("2026-11-22T20:05:00Z")))
                .isEmpty();
        assertThat(CreationFailure.newest(events, SET, Instant.parse("2026-11-22T20:00:10Z")))
                .contains("exceeded quota");
    }

    private static Event event(String time, String message) {
        return new EventBuilder().withLastTimestamp(time).withMessage(message).build();
    }

    private static StatefulSet set(int wanted, long seen, int made) {
        return Serialization.unmarshal("""
                metadata:
                  generation: 7
                  managedFields:
                    - {manager: hearth-operator, operation: Apply, time: '2026-11-22T20:00:00Z'}
                    - {manager: kube-controller-manager, operation: Update, subresource: status, time: '2026-11-22T21:00:00Z'}
                spec: {replicas: %d}
                status: {observedGeneration: %d, replicas: %d}
                """.formatted(wanted, seen, made), StatefulSet.class);
    }
}
