package dev.hearth.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.operator.desired.Clusters;
import dev.hearth.operator.desired.DesiredState;
import dev.hearth.operator.desired.Surroundings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueObjectsTest {
    private static final String FORMER = "{image: 'spark:a'}";
    private static final Supplier<OptionalInt> NOBODY_ASKS = () -> {
        throw new AssertionError("the master was asked without need");
    };

    @Test
    void aNewClusterGetsEverythingAtOnce() {
        var desired = desired("{}");
        assertThat(DueObjects.of(desired, Optional.empty(), Optional.empty(), NOBODY_ASKS))
                .isEqualTo(new DueObjects(desired, Optional.empty()));
    }

    @Test
    void workersWaitForTheMastersToTakeAChange() {
        var due = due("{image: 'spark:b', workers: {replicas: 7}}", masters(FORMER, "1", "1"), NOBODY_ASKS);
        assertThat(image(due, StatefulSet.class)).isEqualTo("spark:b");
        assertThat(image(due, Deployment.class)).isEqualTo("spark:a");
        assertThat(workers(due.objects()).getSpec().getReplicas())
                .as("the number of workers waits for nothing")
                .isEqualTo(7);
        assertThat(due.hold()).contains(Hold.MASTERS_FIRST);
    }

    @ParameterizedTest
    @CsvSource({"1, 2, spark:a, true", "2, 2, spark:b, false"})
    void workersFollowWhenEveryMasterIsReadyWithIt(String current, String update, String image, boolean held) {
        var due = due("{image: 'spark:b'}", masters("{image: 'spark:b'}", current, update), NOBODY_ASKS);
        assertThat(image(due, Deployment.class)).isEqualTo(image);
        assertThat(due.hold().isPresent()).isEqualTo(held);
    }

    @Test
    void mastersThatAreNotReadyHoldUpNobodyWhoDoesNotChange() {
        assertThat(due(FORMER, masters(FORMER, "1", "2"), NOBODY_ASKS))
                .isEqualTo(new DueObjects(desired(FORMER), Optional.empty()));
    }

    @Test
    void aChangeOfWorkersAloneWaitsForNothing() {
        var due = due("{image: 'spark:a', workers: {cores: 3}}", masters(FORMER, "1", "1"), NOBODY_ASKS);
        assertThat(due.hold()).isEmpty();
        assertThat(workers(due.objects())).isEqualTo(workers(desired("{image: 'spark:a', workers: {cores: 3}}")));
    }

    @ParameterizedTest
    @CsvSource({
        "4.3.0, 4.2.0, 1, true",
        "4.3.0, 3.5.9, 2, true",
        "4.3.0, 4.3.1, 1, false",
        "4.3.0, 4.2.0, 0, false",
    })
    void anotherMinorVersionWaitsForApplications(String from, String to, int applications, boolean held) {
        var due = DueObjects.of(
                desired("{sparkVersion: " + to + "}"),
                Optional.of(masters("{sparkVersion: " + from + "}", "1", "1")),
                Optional.of(workers(desired("{sparkVersion: " + from + "}"))),
                () -> OptionalInt.of(applications));
        assertThat(due.hold()
                        .filter(hold -> hold.reason().equals("WaitingForApplications"))
                        .isPresent())
                .isEqualTo(held);
        assertThat(image(due, StatefulSet.class)).isEqualTo("hearth/spark:" + (held ? from : to));
        assertThat(image(due, Deployment.class))
                .as("after the masters at the earliest")
                .endsWith(from);
    }

    @Test
    void aVersionThatWaitsIsStillKnownToWaitAtTheNextLook() {
        var former = masters("{sparkVersion: 4.2.0}", "1", "1");
        var due = due("{sparkVersion: 4.3.0}", former, () -> OptionalInt.of(1));
        var applied = due.objects().stream()
                .filter(StatefulSet.class::isInstance)
                .map(StatefulSet.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(applied.getMetadata().getAnnotations())
                .isEqualTo(former.getMetadata().getAnnotations());
        assertThat(due.hold().orElseThrow().message()).contains("from Spark 4.2.0 to 4.3.0", "(1 does)");
    }

    @Test
    void anotherVersionWaitsWhileNobodyCanTellWhatRuns() {
        var due = due("{sparkVersion: 4.2.0}", masters("{}", "1", "1"), OptionalInt::empty);
        assertThat(image(due, StatefulSet.class)).isEqualTo("hearth/spark:4.3.0");
        assertThat(due.hold().orElseThrow().message()).contains("no master leads just now");
    }

    @Test
    void standbysWaitForATemplateThatKnowsThem() {
        var due = due("{sparkVersion: 4.2.0, masters: {replicas: 3}}", masters("{}", "1", "1"), OptionalInt::empty);
        assertThat(due.objects())
                .filteredOn(StatefulSet.class::isInstance)
                .singleElement()
                .satisfies(it ->
                        assertThat(((StatefulSet) it).getSpec().getReplicas()).isEqualTo(1));
    }

    @Test
    void whoSuspendsAClusterHasDecidedThatItsApplicationsEnd() {
        var due = due("{sparkVersion: 4.2.0, suspend: true}", masters("{}", "1", "1"), NOBODY_ASKS);
        assertThat(image(due, StatefulSet.class)).isEqualTo("hearth/spark:4.2.0");
    }

    private static DueObjects due(String spec, StatefulSet masters, Supplier<OptionalInt> applications) {
        return DueObjects.of(desired(spec), Optional.of(masters), Optional.of(workers(desired(FORMER))), applications);
    }

    /** The masters' controller as Kubernetes shows it, made of a spec. */
    private static StatefulSet masters(String spec, String current, String update) {
        var made = desired(spec).stream()
                .filter(StatefulSet.class::isInstance)
                .map(StatefulSet.class::cast)
                .findFirst()
                .orElseThrow();
        return new StatefulSetBuilder(made)
                .editMetadata()
                .withGeneration(3L)
                .endMetadata()
                .withNewStatus()
                .withObservedGeneration(3L)
                .withCurrentRevision(current)
                .withUpdateRevision(update)
                .endStatus()
                .build();
    }

    private static List<HasMetadata> desired(String spec) {
        return DesiredState.of(Clusters.demo(spec), Surroundings.unknown("s3cret"));
    }

    private static Deployment workers(List<HasMetadata> objects) {
        return objects.stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .filter(it -> it.getMetadata().getName().equals("demo-worker"))
                .findFirst()
                .orElseThrow();
    }

    private static String image(DueObjects due, Class<? extends HasMetadata> kind) {
        return due.objects().stream()
                .filter(kind::isInstance)
                .map(object -> object instanceof StatefulSet masters
                        ? masters.getSpec().getTemplate()
                        : workers(due.objects()).getSpec().getTemplate())
                .map(template -> template.getSpec().getContainers().getFirst().getImage())
                .findFirst()
                .orElseThrow();
    }
}
