package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.SparkCluster;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@RealKubernetes
@Isolated("its fifty masters leave no processor to others")
class ManyClustersE2E {
    private static final int CLUSTERS = 50;

    private TestNamespace namespace;

    @BeforeAll
    void createANamespace() {
        namespace = TestNamespace.create("e2e-many");
    }

    @AfterAll
    void removeAll() {
        namespace.close();
    }

    @Test
    void fiftyClustersCreatedAtOnceAllBecomeReady() {
        var spec =
                "{workers: {replicas: 0}, masters: {resources: {requests: {cpu: 5m, memory: 200Mi}}}, history: {enabled: false}}";
        var manifests = IntStream.range(0, CLUSTERS)
                .mapToObj(i -> TestNamespace.manifest("c" + i, spec))
                .collect(Collectors.joining("---\n"));
        namespace.kubectlFed(manifests, "apply", "-f", "-").output();
        await().atMost(Duration.ofMinutes(15))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(namespace
                                .client()
                                .resources(SparkCluster.class)
                                .inNamespace(namespace.name())
                                .list()
                                .getItems())
                        .filteredOn(cluster -> TestNamespace.isTrue(cluster, "Ready"))
                        .hasSize(CLUSTERS));
    }
}
