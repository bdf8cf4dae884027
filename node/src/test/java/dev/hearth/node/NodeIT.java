package dev.hearth.node;

import static dev.hearth.node.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Condition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The life of a real node, beside the one that a developer may have running. */
@DisabledIfSystemProperty(named = "hearth.e2e", matches = "off", disabledReason = "switched off by -Dhearth.e2e=off")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class NodeIT {

    private static final NodeSettings SETTINGS = new NodeSettings(
            "hearth-it",
            Path.of("target/node-it"),
            NodeSettings.of(System.getenv()).cache());

    private static final Node NODE = Node.of(SETTINGS);

    private static final Traces TRACES = new Traces(SETTINGS);

    private static Shared before = new Shared(List.of(), List.of());

    @BeforeAll
    static void start() throws Exception {
        assertThat(NODE.missing())
                .as(() -> "No node can run here (-Dhearth.e2e=off skips this): " + Missing.explanation(NODE.missing()))
                .isEmpty();
        assertThat(TinyImage.BUSYBOX)
                .as("the package busybox-static, of which the test's image is made")
                .exists();
        NODE.down(System.out::println);
        assertThat(TRACES.found()).isEmpty();
        before = Shared.now();
        assertThat(before.state()).isNotEmpty();
        NODE.up(System.out::println);
        importTheImage();
    }

    private static void importTheImage() throws Exception {
        NODE.importImage(
                TinyImage.archive(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tiny-image")));
    }

    @AfterAll
    static void stop() {
        if (NODE.missing().isEmpty()) {
            NODE.down(System.out::println);
        }
    }

    @Test
    @Order(1)
    void tellsWhatRuns() {
        var status = NODE.status();

        assertThat(status.problems()).isEmpty();
        assertThat(status.state()).isEqualTo(NodeState.RUNNING);
        assertThat(status.components()).hasSize(10).allSatisfy(component -> {
            assertThat(component.running()).isTrue();
            assertThat(ProcessHandle.of(component.pid().orElseThrow())).isPresent();
            assertThat(component.log()).exists();
        });
        assertThat(NODE.kubeconfig())
                .satisfies(
                        file -> assertThat(Files.getPosixFilePermissions(file)).hasSize(2));
    }

    @Test
    @Order(1)
    void showsItsKernelSettingsToTheKubeletOnly() {
        assertThat(mounts("kubelet")).anyMatch(mount -> mount.contains(" /proc/sys/kernel/panic_on_oops "));
        assertThat(mounts("containerd")).isNotEmpty().noneMatch(mount -> mount.contains(" /proc/sys/kernel"));
    }

    private static List<String> mounts(String component) {
        var process = component(component).pid().orElseThrow();
        return Layout.read(Path.of("/proc/" + process + "/mountinfo")).lines().toList();
    }

    @Test
    @Order(2)
    void runsPodsThatFindEachOther() throws Exception {
        assertThat(NODE.hasImage(TinyImage.NAME)).isTrue();
        assertThat(NODE.hasImage("docker.io/hearth/no-such:1")).isFalse();
        try (var client = PodAccess.client(NODE)) {
            client.load(NodeIT.class.getResourceAsStream("web.yaml")).serverSideApply();
            client.pods().inNamespace("default").withName("web").waitUntilReady(60, TimeUnit.SECONDS);

            eventually(
                    "a pod finds a Service by name",
                    () -> PodAccess.output(client, "web", "wget", "-qO-", "http://hello")
                            .contains("hello"));
            assertThat(PodAccess.output(client, "web", "cat", "/etc/resolv.conf"))
                    .contains("search default.svc.cluster.local svc.cluster.local cluster.local\n");
            assertThat(client.pods().inNamespace("default").withName("web").getLog())
                    .contains("started");
            assertThat(PodAccess.forwardedPage(client, "web")).contains("hello");
        }
    }

    @Test
    @Order(3)
    void admitsToAPodWhomItsNetworkPolicyNames() {
        try (var client = PodAccess.client(NODE)) {
            client.load(NodeIT.class.getResourceAsStream("policy.yaml")).serverSideApply();
            client.pods().inNamespace("default").withName("visitor").waitUntilReady(60, TimeUnit.SECONDS);
            eventually("the visitor is turned away", () -> visit(client).contains("turned away"));

            client.pods()
                    .inNamespace("default")
                    .withName("visitor")
                    .edit(pod -> pod.edit()
                            .editMetadata()
                            .addToLabels("invited", "yes")
                            .endMetadata()
                            .build());

            eventually("the visitor is let in", () -> visit(client).contains("hello"));
        }
    }

    private static String visit(KubernetesClient client) {
        return PodAccess.output(client, "visitor", "sh", "-c", "timeout 3 wget -qO- http://hello || echo turned away");
    }

    @Test
    @Order(3)
    void givesAClaimAVolumeThatAnyUserMayWriteToAndTakesItBack() {
        try (var client = PodAccess.client(NODE)) {
            var volumes = new Layout(SETTINGS.home()).data("volumes").toFile();
            client.load(NodeIT.class.getResourceAsStream("claim.yaml")).serverSideApply();
            var keeper = client.pods().inNamespace("default").withName("keeper");
            keeper.waitUntilReady(60, TimeUnit.SECONDS);
            assertThat(PodAccess.output(client, "keeper", "cat", "/kept/word")).contains("kept");
            assertThat(volumes.list()).hasSize(1);

            keeper.delete();
            client.persistentVolumeClaims()
                    .inNamespace("default")
                    .withName("kept")
                    .delete();

            eventually("the volume's folder is gone", () -> volumes.list().length == 0);
        }
    }

    @Test
    @Order(4)
    void restartsAKilledApiServerWithoutLoss() {
        try (var client = PodAccess.client(NODE)) {
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("kept")
                            .withNamespace("default")
                            .endMetadata()
                            .build())
                    .serverSideApply();
            var apiServer = component("kube-apiserver");

            ProcessHandle.of(apiServer.pid().orElseThrow()).orElseThrow().destroyForcibly();

            eventually(
                    "the API server is back",
                    () -> component("kube-apiserver").restarts() > apiServer.restarts()
                            && NODE.status().state() == NodeState.RUNNING);
            assertThat(client.configMaps()
                            .inNamespace("default")
                            .withName("kept")
                            .get())
                    .isNotNull();
        }
    }

    @Test
    @Order(5)
    void doesNothingWhenItRunsAlready() {
        var steps = new ArrayList<String>();
        NODE.up(steps::add);

        assertThat(steps).containsExactly("The node is already running");
    }

    @Test
    @Order(6)
    void comesBackAfterEverythingWasKilled() {
        var first = new Sandbox(SETTINGS, new Layout(SETTINGS.home())).process().orElseThrow();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        eventually("everything is dead", () -> NODE.status().components().isEmpty());
        assertThat(NODE.status().state()).isEqualTo(NodeState.DEGRADED);
        forgetAsInAReboot();
        var killed = Instant.now();

        NODE.up(System.out::println);

        try (var client = PodAccess.client(NODE)) {
            assertThat(client.nodes()
                            .withName(SETTINGS.name())
                            .get()
                            .getStatus()
                            .getConditions())
                    .as("ready in this life, not in the former")
                    .filteredOn(condition -> condition.getType().equals("Ready"))
                    .allMatch(condition ->
                            Instant.parse(condition.getLastHeartbeatTime()).isAfter(killed));
            assertThat(client.configMaps()
                            .inNamespace("default")
                            .withName("kept")
                            .get())
                    .isNotNull();
            eventually(
                    "the pod runs again",
                    () -> PodAccess.output(client, "web", "hostname").contains("web"));
        }
    }

    @Test
    @Order(5)
    void putsBackWhatAFirewallAndAVpnTookAway() {
        var network = new HostNetwork(SETTINGS.name());
        var undisturbed = TRACES.network();
        network.close();
        Command.of("ip", "route", "flush", "dev", SETTINGS.name(), "scope", "global")
                .output();
        assertThat(TRACES.network()).isNotEqualTo(undisturbed);

        NODE.repair(System.out::println);

        assertThat(TRACES.network()).isEqualTo(undisturbed);
    }

    /** After a reboot the rules are gone, and the numbers in whatever outlived it are those of other processes. */
    private static void forgetAsInAReboot() {
        var stranger = new ProcessIdentity(ProcessHandle.current().pid(), "1");
        var layout = new Layout(SETTINGS.home());
        new HostNetwork(SETTINGS.name()).close();
        Cgroups.of(SETTINGS.name()).remove();
        new RunRecord(stranger, Optional.of(layout.home())).write(Sandbox.RUN.resolve(SETTINGS.name() + ".pid"));
        Layout.write(layout.firstProcess(), stranger.pid() + "\n");
    }

    @Test
    @Order(7)
    void waitsForANodeOfAnotherNameThatChangesThisMachine() throws Exception {
        var steps = new LinkedBlockingQueue<String>();
        var up = Thread.ofPlatform().unstarted(() -> NODE.up(steps::add));

        Lock.ofMachine()
                .hold(
                        () -> {
                            up.start();
                            assertThat(next(steps)).startsWith("Waiting for another process that holds");
                        },
                        System.out::println);

        assertThat(next(steps)).isEqualTo("The node is already running");
        up.join();
    }

    private static String next(BlockingQueue<String> steps) {
        try {
            return String.valueOf(steps.poll(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Order(8)
    void isNotTakenForANodeWithAnotherHome() {
        var other = Node.of(new NodeSettings(SETTINGS.name(), Path.of("target/other-home"), SETTINGS.cache()));

        for (var use : List.<ThrowingCallable>of(
                other::status,
                other::kubeconfig,
                () -> other.hasImage(TinyImage.NAME),
                () -> other.up(System.out::println),
                () -> other.down(System.out::println))) {
            assertThatThrownBy(use)
                    .isInstanceOf(NodeException.class)
                    .hasMessageContaining(SETTINGS.home().toString());
        }
        assertThat(NODE.status().state()).isEqualTo(NodeState.RUNNING);
    }

    @Test
    @Order(9)
    void startsAnewWhenItsFolderWasDeleted() {
        deleteHome();
        assertThat(NODE.status().problems()).singleElement().asString().contains("was deleted");

        NODE.up(System.out::println);

        assertThat(NODE.status().state()).isEqualTo(NodeState.RUNNING);
    }

    @Test
    @Order(10)
    void leavesNothingBehind() {
        NODE.down(System.out::println);

        assertThat(TRACES.found()).isEmpty();
        assertThat(Shared.now()).is(before.again());
        assertThat(NODE.status().state()).isEqualTo(NodeState.ABSENT);
    }

    @Test
    @Order(11)
    void beginsWithTheImagesOfTheNodeBeforeItAndWithNoneOfItsContainers() throws Exception {
        NODE.up(System.out::println);
        importTheImage();
        runThePod();
        assertThat(containers()).isNotEmpty();
        NODE.down(System.out::println);

        NODE.up(System.out::println);

        assertThat(containers()).isEmpty();
        assertThat(NODE.hasImage(TinyImage.NAME)).isTrue();
        runThePod();
    }

    private static void runThePod() {
        try (var client = PodAccess.client(NODE)) {
            client.load(NodeIT.class.getResourceAsStream("web.yaml")).serverSideApply();
            client.pods().inNamespace("default").withName("web").waitUntilReady(60, TimeUnit.SECONDS);
        }
    }

    @Test
    @Order(12)
    void leavesNothingBehindEvenWithoutItsFolder() {
        deleteHome();

        NODE.down(System.out::println);

        assertThat(TRACES.found()).isEmpty();
        assertThat(Shared.now()).is(before.again());
        assertThat(NODE.status().state()).isEqualTo(NodeState.ABSENT);
    }

    @Test
    @Order(13)
    void cleansUpAfterACrashThatLeftOnlyTraces() {
        new HostNetwork(SETTINGS.name())
                .open(Addresses.beside(HostNetwork.routes()).of(1), List.of());
        Cgroups.of(SETTINGS.name()).create();
        assertThat(TRACES.found()).isNotEmpty();

        NODE.down(System.out::println);

        assertThat(TRACES.found()).isEmpty();
    }

    /** It rarely succeeds in full: the kubelet goes on writing. */
    private static void deleteHome() {
        Command.of("rm", "-rf", SETTINGS.home().toString()).result();
    }

    private static ComponentStatus component(String name) {
        return NODE.status().components().stream()
                .filter(component -> component.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String containers() {
        return Command.of(
                        "ctr",
                        "--address",
                        new Layout(SETTINGS.home()).containerdSocket().toString(),
                        "--namespace",
                        "k8s.io",
                        "containers",
                        "list",
                        "--quiet")
                .output();
    }

    /**
     * What all nodes of a machine share and the last one has to put back.
     *
     * @param others the nodes that were running: when one came or went since, nothing can be compared
     */
    private record Shared(List<String> others, List<String> state) {

        private static final List<String> KERNEL = List.of(
                "net/ipv4/ip_forward",
                "vm/overcommit_memory",
                "vm/panic_on_oom",
                "kernel/panic",
                "kernel/panic_on_oops",
                "kernel/keys/root_maxkeys",
                "kernel/keys/root_maxbytes");

        static Shared now() {
            var state = new ArrayList<String>();
            KERNEL.forEach(setting -> state.addAll(lines("grep", "-H", "", "/proc/sys/" + setting)));
            for (var group : List.of("/sys/fs/cgroup", "/sys/fs/cgroup/unified")) {
                state.addAll(lines("grep", "-H", "", group + "/cgroup.subtree_control"));
            }
            state.addAll(lines("ls", "-d", "/var/lib/kubelet", "/var/lib/cni", "/var/log/pods", "/var/log/containers"));
            state.addAll(lines("find", "/run/hearth"));
            return new Shared(lines("find", "/run/hearth", "-name", "*.pid"), state);
        }

        Condition<Shared> again() {
            return new Condition<>(
                    now -> !now.others.equals(others) || now.state.equals(state), "what it was before: %s", state);
        }

        private static List<String> lines(String... command) {
            return Command.of(command)
                    .with("LC_ALL", "C")
                    .result()
                    .output()
                    .lines()
                    .filter(line -> !line.contains("No such file"))
                    .toList();
        }
    }
}
