package dev.hearth.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.operator.desired.DriverPod;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriverEndTest {
    private static final Instant END = Instant.parse("2026-01-01T12:00:00Z");
    private static final Map<String, String> SESSION = annotations(true, false);
    private static final Map<String, String> JOB = annotations(false, false);
    private static final Map<String, String> KEPT_JOB = annotations(false, true);

    private static Map<String, String> annotations(boolean session, boolean keep) {
        return Map.of(
                DriverPod.SESSION_ANNOTATION, String.valueOf(session), DriverPod.KEEP_ANNOTATION, String.valueOf(keep));
    }

    private static Pod pod(Map<String, String> annotations, String phase) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("demo-driver-x")
                .withAnnotations(annotations)
                .withCreationTimestamp(END.minus(Duration.ofDays(1)).toString())
                .endMetadata()
                .withNewStatus()
                .withPhase(phase)
                .endStatus()
                .build();
    }

    private static Pod ended(Map<String, String> annotations) {
        return pod(annotations, "Failed")
                .edit()
                .editStatus()
                .addNewContainerStatus()
                .withName("driver")
                .withNewState()
                .withNewTerminated()
                .withFinishedAt(END.toString())
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    @Test
    void nobodyComesBackForASessionThatHasEnded() {
        assertThat(DriverEnd.isForsaken(ended(SESSION), END)).isTrue();
    }

    @Test
    void aJobCanBeReadForAnHour() {
        assertThat(DriverEnd.isForsaken(ended(JOB), END.plus(Duration.ofMinutes(59))))
                .isFalse();
        assertThat(DriverEnd.isForsaken(ended(JOB), END.plus(Duration.ofHours(1))))
                .isTrue();
    }

    @Test
    void aJobThatIsToBeKeptStays() {
        assertThat(DriverEnd.isForsaken(ended(KEPT_JOB), END.plus(Duration.ofDays(30))))
                .isFalse();
    }

    @Test
    void whatRunsIsNeverForsaken() {
        assertThat(DriverEnd.isForsaken(pod(SESSION, "Running"), END)).isFalse();
        assertThat(DriverEnd.isForsaken(pod(JOB, "Running"), END)).isFalse();
        assertThat(DriverEnd.isForsaken(pod(JOB, "Pending"), END)).isFalse();
    }

    @Test
    void driversThatPeopleMadeThemselvesAreTheirOwn() {
        assertThat(DriverEnd.isForsaken(ended(Map.of()), END.plus(Duration.ofDays(1))))
                .isFalse();
    }

    @Test
    void anEvictedJobGoesTooThoughNoContainerTellsItsEnd() {
        assertThat(DriverEnd.isForsaken(pod(JOB, "Failed"), END)).isTrue();
    }
}
