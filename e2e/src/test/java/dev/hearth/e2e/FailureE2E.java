package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Kills each part while an application runs; the application's result must be the undisturbed one. */
@RealKubernetes
@ResourceLock(Installed.OPERATOR)
class FailureE2E {
    /** From the start of a master's process: its JVM, and the workers' next attempt. Measured: 6 to 15 s. */
    private static final Duration UNTIL_WORKERS_ARE_BACK = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private TestNamespace namespace;

    @BeforeAll
    void createACluster() {
        namespace = TestNamespace.withDemo("e2e-failure", 2);
    }

    @AfterAll
    void removeAll() {
        namespace.close();
    }

    private LongJob job() {
        return new LongJob(namespace, folder);
    }

    @Test
    void anApplicationSurvivesTheDeathOfTheMastersProcess() throws Exception {
        job().survives(() -> {
            var restarts = namespace.restarts("demo", "master");
            namespace.kubectl("exec", "demo-master-0", "--", "pkill", "-9", "-f", "deploy.master.Master");
            await().atMost(TestNamespace.PATIENCE).until(() -> namespace.restarts("demo", "master") > restarts);
        });
    }

    @Test
    void anApplicationSurvivesTheReplacementOfTheMastersPod() throws Exception {
        job().survives(() -> {
            var former = namespace.podIds("demo", "master");
            namespace.kubectl("delete", "pod", "demo-master-0").output();
            await().atMost(TestNamespace.PATIENCE).until(() -> startOfAnotherMaster(former), Optional::isPresent);
            namespace.awaitReady("demo", 2);
            namespace.awaitCluster(
                    "demo",
                    "with the application that the former master ran",
                    it -> it.getStatus().applications().running() == 1);
        });
    }

    @Test
    void anApplicationSurvivesTheDeathOfAWorker() throws Exception {
        job().survives(() -> namespace
                .kubectl(
                        "delete",
                        "pod",
                        "--grace-period=0",
                        "--force",
                        namespace
                                .pods("demo", "worker")
                                .getFirst()
                                .getMetadata()
                                .getName())
                .output());
    }

    @Test
    void anApplicationDoesNotNoticeTheDeathOfTheOperator() throws Exception {
        job().survives(() -> {
            killTheOperator();
            namespace.kubectl("scale", "sparkcluster/demo", "--replicas=3").output();
            namespace.awaitReady("demo", 3);
            namespace.kubectl("scale", "sparkcluster/demo", "--replicas=2").output();
            namespace.awaitReady("demo", 2);
        });
    }

    @Test
    void workersFindTheMasterOfAnotherPodWithoutARestart() {
        namespace.awaitReady("demo", 2);
        var workers = namespace.podIds("demo", "worker");
        var restarts = namespace.restarts("demo", "worker");
        var former = namespace.podIds("demo", "master");
        namespace.kubectl("delete", "pod", "demo-master-0").output();
        var started =
                await().atMost(TestNamespace.PATIENCE).until(() -> startOfAnotherMaster(former), Optional::isPresent);
        namespace.awaitReady("demo", 2);
        assertThat(Duration.between(started.orElseThrow(), Instant.now())).isLessThan(UNTIL_WORKERS_ARE_BACK);
        assertThat(namespace.podIds("demo", "worker")).isEqualTo(workers);
        assertThat(namespace.restarts("demo", "worker")).isEqualTo(restarts);
        assertThat(namespace.pyspark("demo", Jobs.SUM)).contains("sum=4950");
    }

    /** When the process of a master other than the former ones was started. */
    private Optional<Instant> startOfAnotherMaster(Set<String> former) {
        return namespace.pods("demo", "master").stream()
                .filter(pod -> !former.contains(pod.getMetadata().getUid()))
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .filter(container -> container.getState().getRunning() != null)
                .map(container ->
                        Instant.parse(container.getState().getRunning().getStartedAt()))
                .findFirst();
    }

    @Test
    void anOperatorThatDiesInTheMidstOfItsWorkIsNotMissed() throws Exception {
        namespace.apply("brief", TestNamespace.small(1));
        killTheOperator();
        namespace.awaitReady("brief", 1);

        var workers = namespace.podIds("brief", "worker");
        namespace
                .kubectl(
                        "patch",
                        "sparkcluster/brief",
                        "--type=merge",
                        "-p",
                        "{\"spec\":{\"sparkConf\":{\"spark.worker.cleanup.interval\":\"900\"}}}")
                .output();
        killTheOperator();
        namespace
                .kubectl("wait", "--for=condition=Ready", "--timeout=4m", "sparkcluster/brief")
                .output();
        assertThat(namespace.podIds("brief", "worker")).isNotEmpty().doesNotContainAnyElementsOf(workers);

        var output = folder.resolve("brief.txt");
        var driver = job().submit("brief", output);
        try {
            await().atMost(TestNamespace.PATIENCE)
                    .until(() -> Files.readString(output).contains("round 1"));
            namespace.kubectl("delete", "sparkcluster/brief", "--wait=false").output();
            killTheOperator();
            await().atMost(TestNamespace.PATIENCE)
                    .untilAsserted(() -> assertThat(namespace.remains("brief")).isEmpty());
            assertThat(driver.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(driver.exitValue()).isNotZero();
        } finally {
            driver.destroy();
        }
    }

    private static void killTheOperator() {
        World.get()
                .shell()
                .run(
                        "kubectl",
                        "-n",
                        "hearth-system",
                        "delete",
                        "pod",
                        "--grace-period=0",
                        "--force",
                        "-l",
                        "app.kubernetes.io/component=operator")
                .output();
    }
}
