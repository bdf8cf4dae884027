package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RealKubernetes
class EditE2E {
    private TestNamespace namespace;

    @BeforeAll
    void createACluster() {
        namespace = TestNamespace.create("e2e-edit");
        namespace.apply("demo", TestNamespace.small(1));
        namespace.awaitReady("demo", 1);
    }

    @AfterAll
    void removeAll() {
        namespace.close();
    }

    @Test
    void aSettingOfApplicationsReachesThemAndRestartsNothing() {
        var master = namespace.podIds("demo", "master");
        var workers = namespace.podIds("demo", "worker");
        patch("{\"spec\":{\"sparkConf\":{\"spark.sql.shuffle.partitions\":\"7\"}}}");
        namespace.awaitReady("demo", 1);
        // The kubelet brings a changed Secret into running pods within about a minute.
        await().atMost(Duration.ofMinutes(3))
                .until(() -> namespace
                        .kubectl("exec", "demo-master-0", "--", "cat", "/etc/spark/conf/spark-defaults.conf")
                        .output()
                        .contains("spark.sql.shuffle.partitions=7"));
        assertThat(namespace.podIds("demo", "master")).isEqualTo(master);
        assertThat(namespace.podIds("demo", "worker")).isEqualTo(workers);
    }

    @Test
    void aWorkersSizeRollsWorkersAndNotTheMaster() {
        var master = namespace.podIds("demo", "master");
        var workers = namespace.podIds("demo", "worker");
        patch("{\"spec\":{\"workers\":{\"cores\":2}}}");
        var cluster = namespace.awaitCluster(
                "demo", "rolled", it -> it.getStatus().cores().total() == 2 && TestNamespace.isTrue(it, "Ready"));
        assertThat(cluster.getStatus().cores().summary()).isEqualTo("0/2");
        assertThat(namespace.podIds("demo", "worker")).doesNotContainAnyElementsOf(workers);
        assertThat(namespace.podIds("demo", "master")).isEqualTo(master);
    }

    @Test
    void aPodTemplateReachesThePodsOfItsPartOnly() {
        namespace.awaitReady("demo", 1);
        var master = namespace.podIds("demo", "master");
        patch("""
                {"spec":{"workers":{"template":{"metadata":{"labels":{"team":"blue"}},
                 "spec":{"containers":[{"name":"worker","env":[{"name":"TEAM","value":"blue"}]}]}}}}}
                """);
        await().atMost(TestNamespace.PATIENCE)
                .until(() -> namespace.pods("demo", "worker").stream()
                        .allMatch(pod ->
                                "blue".equals(pod.getMetadata().getLabels().get("team"))));
        namespace.awaitReady("demo", 1);
        assertThat(namespace.podIds("demo", "master")).isEqualTo(master);
    }

    @Test
    void anEditThatChangesNothingRestartsNothing() {
        var ready = namespace.awaitReady("demo", 1);
        var workers = namespace.podIds("demo", "worker");
        patch("{\"spec\":{\"workers\":{\"replicas\":1}}}");
        namespace
                .kubectl("annotate", "sparkcluster/demo", "--overwrite", "note=" + System.nanoTime())
                .output();
        namespace.awaitReady("demo", 1);
        assertThat(namespace.podIds("demo", "worker")).isEqualTo(workers);
        assertThat(namespace.cluster("demo").orElseThrow().getMetadata().getGeneration())
                .isEqualTo(ready.getMetadata().getGeneration());
    }

    @Test
    void whatIsDeletedOrEditedBesideTheOperatorIsPutBack() {
        namespace.awaitReady("demo", 1);
        namespace
                .kubectl("delete", "service/demo-master", "networkpolicy/demo-spark", "deployment/demo-worker")
                .output();
        namespace
                .kubectl(
                        "patch",
                        "service/demo-master-0",
                        "--type=merge",
                        "-p",
                        "{\"spec\":{\"publishNotReadyAddresses\":false}}")
                .output();
        namespace.kubectl("label", "service/demo-master-0", "mine=kept").output();
        await().atMost(TestNamespace.PATIENCE).untilAsserted(() -> {
            assertThat(namespace
                            .kubectl("get", "service/demo-master", "networkpolicy/demo-spark", "deployment/demo-worker")
                            .exit())
                    .isZero();
            assertThat(namespace
                            .kubectl(
                                    "get",
                                    "service/demo-master-0",
                                    "-o",
                                    "jsonpath={.spec.publishNotReadyAddresses} {.metadata.labels.mine}")
                            .output())
                    .isEqualTo("true kept");
        });
        namespace.awaitReady("demo", 1);
    }

    @Test
    void suspendRemovesThePodsAndKeepsTheRest() {
        patch("{\"spec\":{\"suspend\":true}}");
        namespace.awaitCluster(
                "demo",
                "suspended",
                it -> it.getStatus().conditions().stream()
                                .anyMatch(condition -> condition.getReason().equals("Suspended"))
                        && namespace.pods("demo", "master").isEmpty()
                        && namespace.pods("demo", "worker").isEmpty());
        assertThat(namespace
                        .kubectl("get", "service/demo-master", "secret/demo-conf")
                        .exit())
                .isZero();
        patch("{\"spec\":{\"suspend\":false}}");
        namespace.awaitReady("demo", 1);
    }

    @Test
    void anImageThatDoesNotExistIsSaidAndUndone() {
        namespace.awaitReady("demo", 1);
        patch(
                "{\"spec\":{\"workers\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"worker\",\"image\":\"hearth/nosuch:1\"}]}}}}}");
        var cluster = namespace.awaitCluster("demo", "Degraded", it -> TestNamespace.isTrue(it, "Degraded"));
        assertThat(cluster.getStatus().conditions()).anySatisfy(condition -> {
            assertThat(condition.getType()).isEqualTo("Degraded");
            assertThat(condition.getMessage()).contains("demo-worker-", "hearth/nosuch:1");
        });
        namespace
                .kubectl(
                        "patch",
                        "sparkcluster/demo",
                        "--type=json",
                        "-p",
                        "[{\"op\":\"remove\",\"path\":\"/spec/workers/template\"}]")
                .output();
        namespace.awaitReady("demo", 1);
    }

    private void patch(String patch) {
        namespace
                .kubectl("patch", "sparkcluster/demo", "--type=merge", "-p", patch)
                .output();
    }
}
