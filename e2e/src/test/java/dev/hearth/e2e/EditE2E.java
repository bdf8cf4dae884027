package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RealKubernetes
class EditE2E {
    private TestNamespace namespace;

    @BeforeAll
    void createACluster() {
        namespace = TestNamespace.withDemo("e2e-edit", 1);
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
        patch("""
                {"spec":{"workers":{"cores":2,"memory":"600m","resources":{"limits":{"cpu":"3"}}}}}
                """);
        var cluster = namespace.awaitCluster(
                "demo", "rolled", it -> it.getStatus().cores().total() == 2 && TestNamespace.isTrue(it, "Ready"));
        assertThat(cluster.getStatus().cores().summary()).isEqualTo("0/2");
        assertThat(cluster.getStatus().memoryMiB().summary()).isEqualTo("0/600");
        assertThat(namespace.podIds("demo", "worker")).doesNotContainAnyElementsOf(workers);
        assertThat(namespace.pods("demo", "worker")).isNotEmpty().allSatisfy(pod -> {
            var resources = pod.getSpec().getContainers().getFirst().getResources();
            assertThat(resources.getLimits().get("cpu")).hasToString("3");
            assertThat(resources.getRequests().get("cpu")).hasToString("50m");
            assertThat(resources.getLimits().get("memory")).hasToString("1352Mi");
        });
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
        namespace.awaitReady("demo", 1);
        assertThat(namespace.pods("demo", "worker"))
                .isNotEmpty()
                .allSatisfy(pod -> assertThat(pod.getMetadata().getLabels()).containsEntry("team", "blue"));
        assertThat(namespace
                        .kubectl("exec", "deploy/demo-worker", "--", "printenv", "TEAM")
                        .output())
                .isEqualTo("blue");
        assertThat(namespace.podIds("demo", "master")).isEqualTo(master);
    }

    @Test
    void anEditThatChangesNothingRestartsNothing() {
        var ready = namespace.awaitReady("demo", 1);
        var pods = allPods();
        patch("{\"spec\":{\"workers\":{\"replicas\":1}}}");
        assertThat(namespace.cluster("demo").orElseThrow().getMetadata().getGeneration())
                .isEqualTo(ready.getMetadata().getGeneration());
        // Its arrival in the configuration shows that the operator has dealt with both edits.
        patch("{\"spec\":{\"sparkConf\":{\"spark.app.name\":\"second\"}}}");
        await().atMost(TestNamespace.PATIENCE).until(() -> settings().contains("spark.app.name=second"));
        namespace.awaitReady("demo", 1);
        assertThat(allPods()).isEqualTo(pods);
        assertThat(namespace.restarts("demo", "master") + namespace.restarts("demo", "worker"))
                .isZero();
    }

    @Test
    void aSettingOfTheMasterRestartsTheMasterAlone() {
        rolls("master", "{\"spec\":{\"sparkConf\":{\"spark.deploy.retainedApplications\":\"50\"}}}");
    }

    @Test
    void theMastersMemoryRestartsTheMasterAlone() {
        rolls("master", "{\"spec\":{\"masters\":{\"memory\":\"400m\"}}}");
    }

    @Test
    void aSettingOfWorkersRollsWorkersAlone() {
        rolls("worker", "{\"spec\":{\"sparkConf\":{\"spark.worker.cleanup.interval\":\"900\"}}}");
    }

    @Test
    void aVariableAndAnImageReachAllPods() {
        namespace.awaitReady("demo", 1);
        var before = allPods();
        // The same image by its full name: other text, so that pods are made anew.
        patch("""
                {"spec":{"image":"docker.io/hearth/spark:4.3.0","env":[{"name":"TEAM","value":"green"}]}}
                """);
        namespace.awaitReady("demo", 1);
        assertThat(allPods()).doesNotContainAnyElementsOf(before);
        for (var pod : List.of("demo-master-0", "deploy/demo-worker")) {
            assertThat(namespace.kubectl("exec", pod, "--", "printenv", "TEAM").output())
                    .isEqualTo("green");
        }
        assertThat(namespace.pods("demo", "master"))
                .extracting(pod -> pod.getSpec().getContainers().getFirst().getImage())
                .containsExactly("docker.io/hearth/spark:4.3.0");
    }

    private void rolls(String part, String edit) {
        namespace.awaitReady("demo", 1);
        var other = part.equals("master") ? "worker" : "master";
        var rolled = namespace.podIds("demo", part);
        var kept = namespace.podIds("demo", other);
        var warnings = warnings();
        patch(edit);
        namespace
                .kubectl("wait", "--for=condition=Ready", "--timeout=4m", "sparkcluster/demo")
                .output();
        assertThat(namespace.podIds("demo", part))
                .as("Ready is said of the new pods")
                .isNotEmpty()
                .doesNotContainAnyElementsOf(rolled);
        assertThat(namespace.podIds("demo", other)).isEqualTo(kept);
        namespace.awaitReady("demo", 1);
        assertThat(warnings()).as("an edit is no surprise").isEqualTo(warnings);
    }

    private List<String> warnings() {
        return namespace.events("demo").stream()
                .filter(event -> event.startsWith("Warning"))
                .toList();
    }

    @Test
    void becomingReadyIsAnEventAndALostWorkerAWarning() {
        namespace.awaitReady("demo", 1);
        assertThat(namespace.events("demo")).contains("Normal Ready");
        var warnings = warnings().size();
        namespace
                .kubectl("delete", "pod", "-l", "app.kubernetes.io/instance=demo,app.kubernetes.io/component=worker")
                .output();
        await().atMost(TestNamespace.PATIENCE)
                .untilAsserted(() -> assertThat(warnings()).hasSizeGreaterThan(warnings));
        assertThat(warnings()).contains("Warning NotReady");
        namespace.awaitReady("demo", 1);
    }

    private Set<String> allPods() {
        var all = new HashSet<>(namespace.podIds("demo", "master"));
        all.addAll(namespace.podIds("demo", "worker"));
        return all;
    }

    private String settings() {
        var encoded = namespace
                .kubectl("get", "secret/demo-conf", "-o", "jsonpath={.data.spark-defaults\\.conf}")
                .output();
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsDeletedOrEditedBesideTheOperatorIsPutBack() {
        namespace.awaitReady("demo", 1);
        var secret = authenticationSecret();
        var image = workersImage();
        namespace
                .kubectl(
                        "delete",
                        "service/demo-master",
                        "networkpolicy/demo-spark",
                        "statefulset/demo-master",
                        "poddisruptionbudget/demo-worker")
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
        namespace
                .kubectl("set", "image", "deployment/demo-worker", "worker=hearth/nosuch:1")
                .output();
        namespace
                .kubectl(
                        "label",
                        "secret/demo-conf",
                        "app.kubernetes.io/managed-by-",
                        "app.kubernetes.io/instance-",
                        "app.kubernetes.io/name-")
                .output();
        await().atMost(TestNamespace.PATIENCE).untilAsserted(() -> {
            assertThat(namespace
                            .kubectl(
                                    "get",
                                    "service/demo-master",
                                    "networkpolicy/demo-spark",
                                    "statefulset/demo-master",
                                    "poddisruptionbudget/demo-worker")
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
            assertThat(workersImage()).isEqualTo(image);
            assertThat(namespace
                            .kubectl("get", "secret", "-l", "app.kubernetes.io/instance=demo", "-o", "name")
                            .output())
                    .contains("secret/demo-conf");
        });
        assertThat(authenticationSecret())
                .as("running applications still know it")
                .isEqualTo(secret);

        namespace.kubectl("delete", "deployment/demo-worker").output();
        await().atMost(TestNamespace.PATIENCE)
                .until(() -> namespace.kubectl("get", "deployment/demo-worker").exit() == 0);
        namespace.awaitReady("demo", 1);
    }

    private String authenticationSecret() {
        return namespace
                .kubectl("get", "secret/demo-conf", "-o", "jsonpath={.data.authentication-secret}")
                .output();
    }

    private String workersImage() {
        return namespace
                .kubectl(
                        "get",
                        "deployment/demo-worker",
                        "-o",
                        "jsonpath={.spec.template.spec.containers[?(@.name==\"worker\")].image}")
                .output();
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
