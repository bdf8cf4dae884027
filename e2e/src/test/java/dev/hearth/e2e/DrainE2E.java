package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.DrainRequests;
import dev.hearth.api.SparkClusterStatus.WorkerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that leave while they have work, by every door. */
@RealKubernetes
class DrainE2E {
    /** One task, which marks its pod and lasts until somebody lets it go; prints where it ran and at which attempt. */
    private static final String HELD = """
            import os, time
            from pyspark import TaskContext
            from pyspark.sql import SparkSession
            spark = SparkSession.builder.getOrCreate()
            def held(_):
                open("/tmp/begun", "w").close()
                while not os.path.exists("/tmp/go"):
                    time.sleep(0.1)
                return f"{os.environ['SPARK_LOCAL_HOSTNAME']} at attempt {TaskContext.get().attemptNumber()}"
            print("ran on", *spark.sparkContext.parallelize([0], 1).map(held).collect(), flush=True)
            """;

    /**
     * Shuffled and cached data on two executors, read again after somebody has moved what they like; prints the sum, and
     * how often an element was computed.
     */
    private static final String KEPT = """
            import os, time
            from pyspark import StorageLevel
            from pyspark.sql import SparkSession
            spark = SparkSession.builder.getOrCreate()
            sc = spark.sparkContext
            while len(sc._jsc.sc().statusTracker().getExecutorInfos()) < 3:  # the driver is one of them
                time.sleep(0.1)
            mapped, cached = sc.accumulator(0), sc.accumulator(0)
            def count(accumulator):
                def counted(x):
                    accumulator.add(1)
                    time.sleep(0.02)
                    return (x % 10, x)
                return counted
            shuffled = sc.parallelize(range(100), 10).map(count(mapped)).reduceByKey(lambda a, b: a + b)
            kept = sc.parallelize(range(100), 10).map(count(cached)).persist(StorageLevel.MEMORY_AND_DISK)
            def total():
                return shuffled.values().sum() + kept.values().sum()
            total()
            print("everything is computed", flush=True)
            while not os.path.exists("/tmp/go"):
                time.sleep(0.1)
            print(f"total={total()} mapped={mapped.value} cached={cached.value}", flush=True)
            """;

    @TempDir
    private Path folder;

    private TestNamespace namespace;
    private Background job;

    @BeforeAll
    void aCluster() {
        namespace = TestNamespace.withDemo("e2e-drain", 2);
    }

    @AfterEach
    void endTheJob() {
        job.close();
        namespace
                .client()
                .pods()
                .inNamespace(namespace.name())
                .withLabel("app.kubernetes.io/component", "driver")
                .withGracePeriod(0)
                .delete();
    }

    @AfterAll
    void removeAll() {
        namespace.close();
    }

    @Test
    void aDeletedWorkerGoesWhenItsTaskIsDone() throws Exception {
        var busy = busyOneOf(2);
        var address = busy.getStatus().getPodIP();
        namespace.kubectl("delete", "pod", name(busy), "--wait=false").output();

        var cluster = namespace.awaitCluster(
                "demo",
                "draining " + name(busy),
                it -> it.getStatus().workers().leaving() == 1
                        && it.getStatus().workers().alive() == 2
                        && it.getStatus().workerList().stream()
                                .filter(worker -> worker.state().equals("DECOMMISSIONED"))
                                .map(WorkerStatus::pod)
                                .anyMatch(name(busy)::equals));
        assertThat(cluster.getStatus().conditions())
                .filteredOn(condition -> condition.getType().equals("Progressing"))
                .singleElement()
                .satisfies(condition -> assertThat(condition.getMessage())
                        .startsWith(name(busy) + " takes no new executors and leaves when it is empty"));
        assertThat(job.out().shows("ran on")).isFalse();

        release(name(busy));
        assertThat(output()).contains("ran on " + address + " at attempt 0");
        awaitGone(name(busy));
        namespace.awaitReady("demo", 2);
    }

    @Test
    void fewerWorkersAreTheBusyOnes() throws Exception {
        var busy = busyOneOf(3);
        namespace.kubectl("scale", "sparkcluster/demo", "--replicas=1").output();
        namespace.awaitReady("demo", 1);
        assertThat(namespace.pods("demo", "worker")).extracting(DrainE2E::name).containsExactly(name(busy));
        release(name(busy));
        assertThat(output()).contains("at attempt 0");
    }

    @Test
    void whatADrainedWorkerHadComputedIsNotComputedAgain() throws Exception {
        clusterOf(3);
        submit(KEPT, "--conf", "spark.cores.max=2", "--conf", "spark.executor.cores=1");
        job.out().await("everything is computed");
        var before = workerNames();
        var leaving = before.stream().filter(this::hasExecutor).findFirst().orElseThrow();
        namespace
                .hearth("drain", "demo", leaving.substring(leaving.lastIndexOf('-') + 1))
                .output();
        assertThat(workerNames()).hasSize(3).doesNotContain(leaving);

        release(name(namespace.pods("demo", "driver").getFirst()));
        assertThat(output()).contains("total=9900 mapped=100 cached=100");
    }

    @Test
    void aWorkerThatIsNeverEmptyGoesInTimeAndItsTaskRunsElsewhere() throws Exception {
        var busy = busyOneOf(2, "drainTimeout: 5s");
        namespace.hearth("drain", "demo", name(busy)).output();
        assertThat(workerNames()).doesNotContain(name(busy));
        release(name(busyWorker()));
        assertThat(output()).contains("at attempt 1");

        var other = workerNames().iterator().next();
        namespace.hearth("drain", "demo", other, "--no-wait").output();
        assertThat(DrainRequests.of(namespace.cluster("demo").orElseThrow()))
                .as("a request that was carried out is forgotten")
                .containsExactly(other);
        var unknown = namespace.hearth("drain", "demo", "nobody");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).contains("cluster demo has no worker nobody", "its workers are: demo-worker-");
    }

    private void clusterOf(int workers, String... more) {
        namespace.apply("demo", TestNamespace.small(workers, more));
        namespace.awaitReady("demo", workers);
    }

    /** One of so many workers, which has a task that is held. */
    private Pod busyOneOf(int workers, String... more) throws Exception {
        clusterOf(workers, more);
        submit(HELD);
        return busyWorker();
    }

    private void submit(String program, String... options) throws Exception {
        var file = Files.writeString(folder.resolve("job.py"), program).toString();
        var command = List.of("./hearth", "-n", namespace.name(), "submit", "--cores", "50m", "demo");
        job = Background.start(
                World.get().shell(),
                Stream.of(command.stream(), Stream.of(options), Stream.of(file))
                        .flatMap(Function.identity())
                        .toArray(String[]::new));
    }

    private String output() {
        assertThat(job.end()).as("%s%s", job.out(), job.err()).isZero();
        return job.out().toString();
    }

    /** The worker whose task has begun. */
    private Pod busyWorker() {
        return await().atMost(TestNamespace.PATIENCE)
                .until(
                        () -> namespace.pods("demo", "worker").stream()
                                .filter(pod -> holds(name(pod), "test -e /tmp/begun"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private boolean hasExecutor(String pod) {
        return holds(pod, "grep -qs CoarseGrainedExecutorBackend /proc/[0-9]*/cmdline");
    }

    private boolean holds(String pod, String condition) {
        return namespace.kubectl("exec", pod, "--", "sh", "-c", condition).exit() == 0;
    }

    private void release(String pod) {
        namespace.kubectl("exec", pod, "--", "touch", "/tmp/go").output();
    }

    private void awaitGone(String pod) {
        await().atMost(TestNamespace.PATIENCE)
                .until(() -> namespace
                                .client()
                                .pods()
                                .inNamespace(namespace.name())
                                .withName(pod)
                                .get()
                        == null);
    }

    private Set<String> workerNames() {
        return namespace.pods("demo", "worker").stream().map(DrainE2E::name).collect(Collectors.toSet());
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }
}
