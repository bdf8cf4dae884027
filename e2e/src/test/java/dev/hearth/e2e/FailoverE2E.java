package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several masters: whatever happens to the leader, another one takes its applications over, and not one executor is lost. */
@RealKubernetes
class FailoverE2E {
    @TempDir
    private Path folder;

    private TestNamespace namespace;

    @BeforeAll
    void createACluster() {
        namespace = TestNamespace.create("e2e-failover");
        masters(1);
    }

    @AfterAll
    void removeAll() {
        namespace.close();
    }

    @Test
    void standbysComeAndGoWithoutAnythingElseRestarting() throws Exception {
        namespace.awaitReady("demo", 2);
        var workers = namespace.podIds("demo", "worker");
        keepsItsExecutors(() -> {
            masters(2);
            assertThat(leader()).isEqualTo(labelled());
            assertThat(namespace.hearth("status", "demo").output()).contains("1 of 1 standby can take over");
            masters(1);
            assertThat(namespace.hearth("status", "demo").output()).doesNotContain("standby");
        });
        assertThat(namespace.podIds("demo", "worker")).isEqualTo(workers);
        await().untilAsserted(() -> assertThat(
                        namespace.kubectl("get", "service,pdb", "-o", "name").output())
                .doesNotContain("demo-master-1")
                .doesNotContain("poddisruptionbudget.policy/demo-master"));
    }

    @Test
    void aStandbyTakesOverFromALeaderThatIsKilled() throws Exception {
        masters(2);
        keepsItsExecutors(() -> {
            var former = leader();
            signal(former, "KILL");
            awaitAnotherLeaderThan(former);
        });
    }

    @Test
    void aLeaderWhosePodIsDeletedHandsOver() throws Exception {
        masters(2);
        keepsItsExecutors(() -> {
            var former = leader();
            namespace.kubectl("delete", "pod", former, "--wait=false").output();
            awaitAnotherLeaderThan(former);
        });
    }

    @Test
    void aFrozenLeaderEndsWhenItThawsAndAnotherLeads() throws Exception {
        masters(2);
        keepsItsExecutors(() -> {
            var former = leader();
            var restarts = namespace.restarts("demo", "master");
            signal(former, "STOP");
            awaitAnotherLeaderThan(former);
            // The kubelet may have ended it before, since it answered no probe.
            namespace.kubectl("exec", former, "--", "pkill", "-CONT", "-x", "java");
            await().atMost(TestNamespace.PATIENCE).until(() -> namespace.restarts("demo", "master") > restarts);
            assertThat(leader()).isNotEqualTo(former);
        });
    }

    @Test
    void allMastersMayDieAtOnce() throws Exception {
        masters(2);
        keepsItsExecutors(() -> {
            var restarts = namespace.restarts("demo", "master");
            signal("demo-master-0", "KILL");
            signal("demo-master-1", "KILL");
            await().atMost(TestNamespace.PATIENCE).until(() -> namespace.restarts("demo", "master") == restarts + 2);
            awaitTheApplication();
        });
    }

    /** The label leads the Service, so it must be put right whoever changes it. */
    @Test
    void aLabelThatSomebodyMovesIsPutBack() {
        masters(2);
        var leader = leader();
        var other = leader.equals("demo-master-0") ? "demo-master-1" : "demo-master-0";
        namespace.kubectl("label", "pod", leader, "hearth.dev/leader-").output();
        namespace.kubectl("label", "pod", other, "hearth.dev/leader=true").output();
        await().atMost(TestNamespace.PATIENCE).until(() -> labelled().equals(leader));
    }

    private void masters(int count) {
        namespace.apply(
                "demo",
                TestNamespace.small(2).replace("masters: {resources", "masters: {replicas: " + count + ", resources"));
        namespace.awaitReady("demo", 2);
    }

    private void keepsItsExecutors(LongJob.Disturbance disturbance) throws Exception {
        assertThat(new LongJob(namespace, folder).survives(disturbance)).doesNotContain("Lost executor");
    }

    private String leader() {
        return namespace
                .awaitCluster("demo", "led", it -> it.getStatus().leader() != null)
                .getStatus()
                .leader();
    }

    private String labelled() {
        return namespace
                .kubectl("get", "pods", "-l", "hearth.dev/leader=true", "-o", "jsonpath={.items[*].metadata.name}")
                .output()
                .strip();
    }

    private void signal(String pod, String signal) {
        namespace
                .kubectl("exec", pod, "--", "pkill", "-" + signal, "-x", "java")
                .output();
    }

    private void awaitAnotherLeaderThan(String former) {
        namespace.awaitCluster(
                "demo",
                "led by another than " + former,
                it -> it.getStatus().leader() != null
                        && !it.getStatus().leader().equals(former));
        awaitTheApplication();
    }

    private void awaitTheApplication() {
        namespace.awaitReady("demo", 2);
        namespace.awaitCluster(
                "demo",
                "with its application",
                it -> it.getStatus().applications().running() == 1);
    }
}
