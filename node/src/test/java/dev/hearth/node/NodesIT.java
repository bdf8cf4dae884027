package dev.hearth.node;

import static dev.hearth.node.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The life of a cluster of several real nodes, beside the node that a developer may have running. */
@DisabledIfSystemProperty(named = "hearth.e2e", matches = "off", disabledReason = "switched off by -Dhearth.e2e=off")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class NodesIT {

    private static final NodeSettings SETTINGS = new NodeSettings(
            "hearths-it",
            Path.of("target/hearths-it"),
            NodeSettings.of(System.getenv()).cache());

    private static final String SECOND = SETTINGS.name() + "-2";

    private static final String THIRD = SETTINGS.name() + "-3";

    private static final Node NODE = Node.of(SETTINGS);

    private static final Traces TRACES = new Traces(SETTINGS);

    private static List<String> routes = List.of();

    @BeforeAll
    static void start() throws Exception {
        assertThat(NODE.missing())
                .as(() -> "No node can run here (-Dhearth.e2e=off skips this): " + Missing.explanation(NODE.missing()))
                .isEmpty();
        NODE.down(System.out::println);
        assertThat(TRACES.found()).isEmpty();
        routes = HostNetwork.routes().lines().toList();
        NODE.up(System.out::println);
        NODE.importImage(
                TinyImage.archive(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tiny-image")));
    }

    @AfterAll
    static void stop() {
        if (NODE.missing().isEmpty()) {
            NODE.down(System.out::println);
            // Nobody but this test would ever use them.
            new Members(SETTINGS)
                    .names()
                    .forEach(name -> Home.delete(SETTINGS.cache().resolve("images-of-" + name)));
        }
    }

    @Test
    @Order(1)
    void addsNodesThatHaveTheImagesOfTheFirst() {
        NODE.up(OptionalInt.of(3), System.out::println);

        assertThat(NODE.hasImage(TinyImage.NAME)).isTrue();
        assertThatThrownBy(() -> NODE.up(OptionalInt.of(2), System.out::println))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("node down");
    }

    @Test
    @Order(2)
    void tellsWhatRunsOnEachNode() {
        var status = NODE.status();

        assertThat(status.problems()).isEmpty();
        assertThat(status.state()).isEqualTo(NodeState.RUNNING);
        assertThat(status.nodes()).extracting(MemberStatus::name).containsExactly(SETTINGS.name(), SECOND, THIRD);
        assertThat(status.components())
                .allMatch(ComponentStatus::running)
                .filteredOn(component -> component.node().equals(SECOND))
                .extracting(ComponentStatus::name)
                .containsExactly("containerd", "kubelet", "kube-proxy", "network-policies");
    }

    @Test
    @Order(3)
    void letsPodsOfDifferentNodesFindEachOther() throws Exception {
        try (var client = PodAccess.client(NODE)) {
            client.load(NodesIT.class.getResourceAsStream("neighbours.yaml")).serverSideApply();
            for (var pod : List.of("near", "far")) {
                client.pods().inNamespace("default").withName(pod).waitUntilReady(60, TimeUnit.SECONDS);
            }

            eventually(
                    "a pod of node 2 finds a Service on node 1",
                    () -> fetch(client, "far", "near").contains("near"));
            eventually(
                    "a pod of node 1 finds a Service on node 2",
                    () -> fetch(client, "near", "far").contains("far"));
            assertThat(client.pods().inNamespace("default").withName("far").getLog())
                    .contains("started");
            assertThat(PodAccess.forwardedPage(client, "far")).contains("far");
        }
    }

    @Test
    @Order(4)
    void showsEachPodTheOtherUnderItsOwnAddress() {
        try (var client = PodAccess.client(NODE)) {
            assertThat(fetch(client, "far", "near")).contains("near");

            assertThat(client.pods().inNamespace("default").withName("near").getLog())
                    .as("the visitors that its web server noted")
                    .contains(address(client, "far"));
        }
    }

    @Test
    @Order(4)
    void letsPodsOfDifferentNodesShareAVolume() {
        try (var client = PodAccess.client(NODE)) {
            PodAccess.output(client, "near", "sh", "-c", "echo together >/shared/word");

            assertThat(PodAccess.output(client, "far", "cat", "/shared/word")).contains("together");
        }
    }

    @Test
    @Order(4)
    void enforcesNetworkPoliciesBetweenNodes() {
        try (var client = PodAccess.client(NODE)) {
            var policy = client.load(NodesIT.class.getResourceAsStream("neighbours-policy.yaml"));
            policy.serverSideApply();
            eventually(
                    "the pod of node 1 is turned away",
                    () -> fetch(client, "near", "far").contains("turned away"));

            policy.delete();

            eventually(
                    "the pod of node 1 is let in",
                    () -> fetch(client, "near", "far").contains("far"));
        }
    }

    @Test
    @Order(5)
    void missesANodeInAPartitionAndFindsItAgain() {
        try (var client = PodAccess.client(NODE)) {
            NODE.inflict(Fault.PARTITIONED, 2, System.out::println);

            assertThat(faults()).containsExactly(Fault.PARTITIONED);
            assertThat(fetch(client, "near", "far")).contains("turned away");
            eventually("the node is missed", () -> ready(client).equals("Unknown"));
            assertThat(process("kubelet")).as("it goes on by itself").hasSize(1);
            assertThat(NODE.status().state()).isEqualTo(NodeState.RUNNING);

            NODE.heal(2, System.out::println);

            assertThat(ready(client)).isEqualTo("True");
            assertThat(faults()).isEmpty();
            eventually(
                    "its pod is reached again",
                    () -> fetch(client, "near", "far").contains("far"));
        }
    }

    @Test
    @Order(6)
    void missesAFrozenNodeAndThawsIt() {
        try (var client = PodAccess.client(NODE)) {
            var kubelet = process("kubelet");
            NODE.inflict(Fault.FROZEN, 2, System.out::println);

            assertThat(faults()).containsExactly(Fault.FROZEN);
            assertThat(NODE.hasImage(TinyImage.NAME)).as("without asking it").isTrue();
            eventually("the node is missed", () -> ready(client).equals("Unknown"));

            NODE.heal(2, System.out::println);

            assertThat(ready(client)).isEqualTo("True");
            assertThat(process("kubelet")).isEqualTo(kubelet);
            eventually(
                    "its pod is reached again",
                    () -> fetch(client, "near", "far").contains("far"));
        }
    }

    @Test
    @Order(7)
    void bringsAKilledNodeBackWithItsPods() {
        try (var client = PodAccess.client(NODE)) {
            NODE.inflict(Fault.KILLED, 2, System.out::println);

            assertThat(faults()).containsExactly(Fault.KILLED);
            assertThat(process("kubelet")).isEmpty();
            assertThat(new HostNetwork(SECOND).connected()).isFalse();
            assertThatThrownBy(() -> NODE.inflict(Fault.FROZEN, 2, System.out::println))
                    .isInstanceOf(NodeException.class)
                    .hasMessageContaining("hearth node heal 2");
            eventually("the node is missed", () -> ready(client).equals("Unknown"));
            NODE.up(System.out::println);
            assertThat(process("kubelet")).as("up leaves alone who was killed").isEmpty();

            NODE.heal(2, System.out::println);

            assertThat(ready(client)).isEqualTo("True");
            eventually("its pod runs again", () -> fetch(client, "near", "far").contains("far"));
        }
    }

    @Test
    @Order(8)
    void comesBackWithAllNodesAfterEverythingWasKilled() {
        for (var member : new Members(SETTINGS).all()) {
            member.sandbox().process().flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
        }
        eventually(
                "everything is dead",
                () -> new Members(SETTINGS)
                        .all().stream()
                                .allMatch(member -> member.sandbox().process().isEmpty()));
        assertThat(NODE.status().state()).isEqualTo(NodeState.DEGRADED);

        NODE.up(System.out::println);

        assertThat(NODE.status().state()).isEqualTo(NodeState.RUNNING);
        assertThat(NODE.status().nodes()).hasSize(3);
        try (var client = PodAccess.client(NODE)) {
            eventually("the pods run again", () -> fetch(client, "near", "far").contains("far"));
        }
    }

    @Test
    @Order(9)
    void leavesNothingBehindOfANodeThatIsFrozenOrInAPartition() {
        NODE.inflict(Fault.FROZEN, 2, System.out::println);
        NODE.inflict(Fault.PARTITIONED, 3, System.out::println);

        NODE.down(System.out::println);

        assertThat(TRACES.found()).isEmpty();
        assertThat(HostNetwork.routes().lines()).containsExactlyElementsOf(routes);
        assertThat(NODE.status().state()).isEqualTo(NodeState.ABSENT);
    }

    private static String fetch(KubernetesClient client, String from, String service) {
        return PodAccess.output(
                client, from, "sh", "-c", "timeout 3 wget -qO- http://" + service + " || echo turned away");
    }

    private static String ready(KubernetesClient client) {
        return client.nodes().withName(SECOND).get().getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .findFirst()
                .orElseThrow()
                .getStatus();
    }

    private static Set<Fault> faults() {
        return NODE.status().nodes().get(1).faults();
    }

    private static String address(KubernetesClient client, String pod) {
        return client.pods()
                .inNamespace("default")
                .withName(pod)
                .get()
                .getStatus()
                .getPodIP();
    }

    private static List<Long> process(String component) {
        return NODE.status().components().stream()
                .filter(each -> each.node().equals(SECOND) && each.name().equals(component))
                .flatMap(each -> each.pid().stream().boxed())
                .toList();
    }
}
