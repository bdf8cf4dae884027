package dev.hearth.e2e;

import static org.awaitility.Awaitility.await;

import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A namespace of one test class, which enforces the restricted pod security standard; everything in it goes with it.
 */
final class TestNamespace implements AutoCloseable {
    /** Enough for a JVM to start while others do on two busy cores. */
    static final Duration PATIENCE = Duration.ofMinutes(4);

    private final String name;
    private final World world;

    private TestNamespace(String name, World world) {
        this.name = name;
        this.world = world;
    }

    static TestNamespace create(String name) {
        var world = World.get();
        var namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build();
        world.client().resource(namespace).delete();
        world.client()
                .namespaces()
                .withName(name)
                .waitUntilCondition(it -> it == null, 3, java.util.concurrent.TimeUnit.MINUTES);
        world.client().resource(namespace).create();
        return new TestNamespace(name, world);
    }

    /** A namespace with a small cluster named demo that is ready. */
    static TestNamespace withDemo(String name, int workers) {
        var namespace = create(name);
        namespace.apply("demo", small(workers));
        namespace.awaitReady("demo", workers);
        return namespace;
    }

    String name() {
        return name;
    }

    KubernetesClient client() {
        return world.client();
    }

    /** Runs kubectl in this namespace. */
    Shell.Result kubectl(String... arguments) {
        return world.shell().run(concat(List.of("kubectl", "-n", name), arguments));
    }

    /** Runs kubectl in this namespace with a text as its input. */
    Shell.Result kubectlFed(String input, String... arguments) {
        return world.shell().feed(input, concat(List.of("kubectl", "-n", name), arguments));
    }

    /** Runs ./hearth in this namespace. */
    Shell.Result hearth(String... arguments) {
        return world.shell().run(concat(List.of("./hearth", "-n", name), arguments));
    }

    Process startHearth(String... arguments) throws java.io.IOException {
        return world.shell().start(concat(List.of("./hearth", "-n", name), arguments));
    }

    /** Creates or changes a cluster as a user would, from YAML. */
    void apply(String cluster, String spec) {
        kubectlFed(manifest(cluster, spec), "apply", "-f", "-").output();
    }

    static String manifest(String cluster, String spec) {
        return "apiVersion: hearth.dev/v1\nkind: SparkCluster\nmetadata: {name: " + cluster + "}\nspec: " + spec + "\n";
    }

    /**
     * A spec whose pods are few and small enough for several clusters on two cores. Its applications are over before the
     * optimising compiler pays.
     */
    static String small(int workers, String... more) {
        return """
                {workers: {replicas: %d, resources: {requests: {cpu: 50m}}%s},
                 masters: {resources: {requests: {cpu: 50m}}},
                 history: {enabled: false},
                 sparkConf: {spark.driver.extraJavaOptions: '-XX:TieredStopAtLevel=1',
                             spark.executor.extraJavaOptions: '-XX:TieredStopAtLevel=1'}}
                """.formatted(workers, more.length == 0 ? "" : ", " + String.join(", ", more));
    }

    /** Waits until the operator says of the newest spec that the cluster is ready, with the given workers. */
    SparkCluster awaitReady(String cluster, int workers) {
        return awaitCluster(
                cluster,
                "Ready with " + workers + " workers",
                it -> isTrue(it, "Ready")
                        && !isTrue(it, "Progressing")
                        && it.getStatus().workers().alive() == workers
                        && it.getStatus().workers().desired() == workers
                        && it.getStatus()
                                .observedGeneration()
                                .equals(it.getMetadata().getGeneration()));
    }

    /** Waits until event logs are kept and the history server answers. */
    SparkCluster awaitHistory(String cluster) {
        return awaitCluster(
                cluster,
                "with its history",
                it -> isTrue(it, "HistoryAvailable")
                        && it.getStatus().history() != null
                        && it.getStatus().history().ready());
    }

    SparkCluster awaitCluster(String cluster, String what, Predicate<SparkCluster> condition) {
        return await("cluster " + cluster + " is " + what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> cluster(cluster).orElseThrow(), it -> it.getStatus() != null && condition.test(it));
    }

    Optional<SparkCluster> cluster(String cluster) {
        return Optional.ofNullable(client().resources(SparkCluster.class)
                .inNamespace(name)
                .withName(cluster)
                .get());
    }

    static boolean isTrue(SparkCluster cluster, String condition) {
        return cluster.getStatus() != null
                && cluster.getStatus().conditions().stream()
                        .anyMatch(it ->
                                it.getType().equals(condition) && it.getStatus().equals("True"));
    }

    /** The pods of a part of a cluster that are not being deleted. */
    List<Pod> pods(String cluster, String component) {
        return client()
                .pods()
                .inNamespace(name)
                .withLabels(Map.of("app.kubernetes.io/instance", cluster, "app.kubernetes.io/component", component))
                .list()
                .getItems()
                .stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    Set<String> podIds(String cluster, String component) {
        return pods(cluster, component).stream()
                .map(pod -> pod.getMetadata().getUid())
                .collect(Collectors.toSet());
    }

    /** Restarts of all containers of a part of a cluster. */
    int restarts(String cluster, String component) {
        return pods(cluster, component).stream()
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .mapToInt(container -> container.getRestartCount())
                .sum();
    }

    /** The events of a cluster itself, each as {@code TYPE REASON}, whatever their order. */
    List<String> events(String cluster) {
        return kubectl(
                        "get",
                        "events",
                        "--field-selector=involvedObject.kind=SparkCluster,involvedObject.name=" + cluster,
                        "-o",
                        "jsonpath={range .items[*]}{.type} {.reason}{\"\\n\"}{end}")
                .output()
                .lines()
                .toList();
    }

    /** What Kubernetes still holds of a cluster, of whatever kind. */
    List<String> remains(String cluster) {
        return kubectl(
                        "get",
                        "all,persistentvolumeclaims,secrets,networkpolicies,poddisruptionbudgets,serviceaccounts,endpointslices",
                        "-l",
                        "app.kubernetes.io/instance=" + cluster,
                        "-o",
                        "name")
                .output()
                .lines()
                .toList();
    }

    /** Runs a PySpark program in the master's pod without any flag, and returns what it printed. */
    String pyspark(String cluster, String program) {
        return kubectlFed(
                        program,
                        "exec",
                        "-i",
                        cluster + "-master-0",
                        "--",
                        "bash",
                        "-c",
                        "cat > /tmp/program.py && ${SPARK_HOME:-/opt/spark}/bin/spark-submit /tmp/program.py 2>/tmp/program.err"
                                + " || { tail -40 /tmp/program.err >&2; exit 1; }")
                .output();
    }

    @Override
    public void close() {
        client().namespaces().withName(name).delete();
    }

    private static String[] concat(List<String> first, String... second) {
        return java.util.stream.Stream.concat(first.stream(), java.util.stream.Stream.of(second))
                .toArray(String[]::new);
    }
}
