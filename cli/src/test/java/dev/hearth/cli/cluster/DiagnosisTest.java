package dev.hearth.cli.cluster;

import static dev.hearth.cli.cluster.ClusterFixture.saying;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {
    @Test
    void aReadyClusterHasNone() {
        assertThat(Diagnosis.of(ClusterFixture.ready())).isEmpty();
    }

    @Test
    void readinessOfAnOlderSpecDoesNotCount() {
        var cluster = ClusterFixture.of(
                "", "", ClusterFixture.READY_STATUS.replace("observedGeneration: 3", "observedGeneration: 2"));
        assertThat(cluster.isReady()).isFalse();
        assertThat(Diagnosis.of(cluster).orElseThrow().why())
                .isEqualTo("the operator has not acted on the latest change yet");
    }

    @Test
    void aClusterNobodyLooksAtPointsToTheOperator() {
        var diagnosis = Diagnosis.of(ClusterFixture.of("", "", "  {}")).orElseThrow();
        assertThat(diagnosis.why()).isEqualTo("the operator has not looked at it yet");
        assertThat(diagnosis.advice()).contains("if that lasts, run: hearth doctor");
    }

    @Test
    void deletionComesBeforeEverythingElse() {
        var cluster = ClusterFixture.of(", deletionTimestamp: now", "", ClusterFixture.READY_STATUS);
        assertThat(Diagnosis.of(cluster).orElseThrow().why()).isEqualTo("it is being deleted");
    }

    @Test
    void whatNeedsAPersonComesBeforeWhatOnlyTakesTime() {
        var cluster =
                saying("!Ready=NoMaster: no master leads", "Degraded=ImagePullBackOff: demo-master-0: no such image");
        assertThat(Diagnosis.of(cluster).orElseThrow().why()).isEqualTo("demo-master-0: no such image");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Suspended                  | hearth up demo --resume
            ErrImagePull               | hearth image build --load
            ImagePullBackOff           | spec.image
            ErrImageNeverPull          | spec.image
            InvalidImageName           | spec.image
            Unschedulable              | hearth scale demo N
            CrashLoopBackOff           | hearth logs demo worker
            RunContainerError          | hearth logs demo worker
            CreateContainerError       | hearth logs demo worker
            CreateContainerConfigError | spec.env
            PodsRefused                | quota or policy
            ObjectRefused              | quota or policy
            MasterNotAnswering         | hearth logs demo master
            """)
    void everyReasonThatNeedsAPersonSaysWhatToDo(String reason, String advice) {
        var diagnosis = Diagnosis.of(saying("!Ready=" + reason + ": demo-worker-x is in trouble"))
                .orElseThrow();
        assertThat(diagnosis.why()).isEqualTo("demo-worker-x is in trouble");
        assertThat(diagnosis.advice().orElseThrow()).contains(advice);
    }

    @ParameterizedTest
    @CsvSource({"WorkersRegistering", "WorkersMissing", "NoMaster", "MasterMissing", "Recovering"})
    void whatOnlyTakesTimeNeedsNoAdvice(String reason) {
        assertThat(Diagnosis.of(saying("!Ready=" + reason + ": wait"))
                        .orElseThrow()
                        .advice())
                .isEmpty();
    }

    @Test
    void aMasterThatCrashesPointsToTheMastersLog() {
        var diagnosis = Diagnosis.of(saying("!Ready=CrashLoopBackOff: demo-master-0: it crashed"))
                .orElseThrow();
        assertThat(diagnosis.advice()).contains("its own words: hearth logs demo master");
    }
}
