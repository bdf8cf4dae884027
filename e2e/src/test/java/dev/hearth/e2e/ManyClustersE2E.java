package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.SparkCluster;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

@RealKubernetes
@Isolated("its fifty masters leave no processor to others, and it counts the writes of steady clusters, by whomever")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ManyClustersE2E {
    private static final int CLUSTERS = 50;
    private static final Pattern WRITE = Pattern.compile(
            "^apiserver_request_total\\{.*(?:"
                    + "resource=\"sparkclusters\"|resource=\"(?:statefulsets|deployments|services|secrets|serviceaccounts"
                    + "|networkpolicies|poddisruptionbudgets|persistentvolumeclaims)\".*subresource=\"\").*verb=\"(?:APPLY|PATCH|POST|PUT|DELETE)\"");

    private TestNamespace namespace;

    @BeforeAll
    void createThemAtOnce() {
        namespace = TestNamespace.create("e2e-many");
        var spec =
                "{workers: {replicas: 0}, masters: {resources: {requests: {cpu: 5m, memory: 200Mi}}}, history: {enabled: false}}";
        var manifests = IntStream.range(0, CLUSTERS)
                .mapToObj(i -> TestNamespace.manifest("c" + i, spec))
                .collect(Collectors.joining("---\n"));
        namespace.kubectlFed(manifests, "apply", "-f", "-").output();
    }

    @AfterAll
    void removeAll() {
        namespace.close();
    }

    @Test
    @Order(1)
    void allBecomeReady() {
        await().atMost(Duration.ofMinutes(15))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(clusters())
                        .filteredOn(cluster -> TestNamespace.isTrue(cluster, "Ready"))
                        .hasSize(CLUSTERS));
    }

    /** Beside them one that has everything. */
    @Test
    @Order(2)
    void nobodyWritesWhileTheyAreSteady() throws InterruptedException {
        namespace.apply("whole", "{}");
        namespace.awaitReady("whole", 2);
        namespace.awaitHistory("whole");
        var before = versions();
        var writes = writes();
        assertThat(writes).as("the making of the clusters was counted").isPositive();
        // Three polls of each settled cluster; an absence can only be seen by waiting.
        Thread.sleep(31_000);
        assertThat(writes()).isEqualTo(writes);
        assertThat(versions()).isEqualTo(before).hasSize(CLUSTERS + 1);
    }

    private List<SparkCluster> clusters() {
        return namespace
                .client()
                .resources(SparkCluster.class)
                .inNamespace(namespace.name())
                .list()
                .getItems();
    }

    private List<String> versions() {
        return clusters().stream()
                .map(cluster -> cluster.getMetadata().getResourceVersion())
                .toList();
    }

    /**
     * Writes of every kind of object that a cluster consists of, and of the cluster itself, by whomever; one that changes
     * nothing is counted too. What Kubernetes' own controllers write is status.
     */
    private double writes() {
        return namespace
                .kubectl("get", "--raw", "/metrics")
                .output()
                .lines()
                .filter(line -> WRITE.matcher(line).find())
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
