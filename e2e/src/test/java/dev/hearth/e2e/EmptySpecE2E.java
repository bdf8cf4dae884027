package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RealKubernetes
class EmptySpecE2E {
    private TestNamespace namespace;

    @BeforeAll
    void createTheEmptySpec() {
        namespace = TestNamespace.create("e2e-empty");
        namespace.apply("demo", "{}");
        namespace.awaitReady("demo", 2);
        namespace.awaitHistory("demo");
    }

    @AfterAll
    void removeAll() {
        namespace.close();
    }

    @Test
    void kubectlAnswersWhatPeopleAsk() {
        assertThat(namespace.kubectl("get", "sparkcluster", "demo").output())
                .containsPattern("NAME +READY +REASON +WORKERS +CORES +APPS +AGE")
                .containsPattern("demo +True +Running +2/2 +0/2 +0 ");
        assertThat(namespace
                        .kubectl("wait", "--for=condition=Ready", "--timeout=5s", "sparkcluster/demo")
                        .output())
                .contains("condition met");
        assertThat(namespace.kubectl("describe", "sparkcluster", "demo").output())
                .contains("the master leads and 2 of 2 workers are alive");
    }

    @Test
    void explainReadsLikeDocumentation() {
        assertThat(namespace.kubectl("explain", "sparkcluster.spec.workers").output())
                .contains("Task slots that a worker offers")
                .contains("kubectl scale sparkcluster/NAME");
    }

    @Test
    void pysparkInTheMastersPodComputesOnTheWorkersWithoutAnyFlag() {
        assertThat(namespace.pyspark("demo", Jobs.SUM)).contains("sum=4950 executors=1");
    }

    @Test
    void everyJvmStartsFromTheImagesClassDataArchive() {
        assertThat(namespace.pyspark("demo", Jobs.CLASS_DATA).lines())
                .containsExactly(
                        "Master from the archive",
                        "Worker from the archive",
                        "driver from the archive",
                        "executor from the archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--master=spark://demo-master:7077", "--master=spark://demo-master-0:7077"})
    void aPysparkPromptInTheMastersPodComputes(String master) {
        assertThat(World.get()
                        .shell()
                        .typeAt(
                                ">>> ",
                                "print('sum =', sc.parallelize(range(100)).sum())\nexit()\n",
                                "kubectl",
                                "-n",
                                namespace.name(),
                                "exec",
                                "-ti",
                                "demo-master-0",
                                "--",
                                "pyspark",
                                master))
                .contains("sum = 4950");
    }

    @Test
    void noPodHasRightsOrATokenButTheMasterForWhatItRemembers() {
        assertThat(rights("demo-spark")).doesNotContain("pods", "secrets", "leases");
        var worker = namespace.pods("demo", "worker").getFirst().getMetadata().getName();
        assertThat(namespace
                        .kubectl("exec", worker, "--", "ls", "/var/run/secrets")
                        .exit())
                .isNotZero();

        assertThat(rights("demo-master").lines().filter(line -> line.matches("(secrets|leases|pods).*")))
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.matches(
                        "(secrets .*\\[demo-recovery-\\d]|leases\\S* .*\\[demo-master]|pods .*\\[demo-master-0]).*"));
    }

    private String rights(String account) {
        return namespace
                .kubectl("auth", "can-i", "--list", "--as=system:serviceaccount:e2e-empty:" + account)
                .output();
    }

    @Test
    void onlyADriverWithTheClustersSecretIsServed() {
        assertThat(pi().out()).contains("Pi is roughly");
        var stranger = pi("--conf", "spark.authenticate.secret=guessed");
        assertThat(stranger.exit()).isNotZero();
        assertThat(stranger.out()).doesNotContain("Pi is roughly");
        assertThat(stranger.err()).contains("Mismatched response");
    }

    private Shell.Result pi(String... options) {
        var command = new ArrayList<>(List.of("exec", "demo-master-0", "--", "spark-submit"));
        command.addAll(List.of(options));
        command.addAll(List.of("/opt/spark/examples/src/main/python/pi.py", "1"));
        return namespace.kubectl(command.toArray(String[]::new));
    }
}
