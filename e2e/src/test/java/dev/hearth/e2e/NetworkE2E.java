package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who reaches a cluster's ports, on a Kubernetes that enforces network policies. */
@RealKubernetes
class NetworkE2E {
    /** Ends with 0 if a connection to the first argument's port, the second, stands within two seconds. */
    private static final String CONNECT = "timeout 2 bash -c 'exec 3<>/dev/tcp/%s/%s'";

    private TestNamespace namespace;
    private TestNamespace elsewhere;

    /** 127.0.0.1, as the kernel writes it. */
    private static final String LOOPBACK = "0100007F:";

    @BeforeAll
    void createAClusterAndStrangers() {
        namespace = TestNamespace.create("e2e-network");
        elsewhere = TestNamespace.create("e2e-network-elsewhere");
        namespace.apply("demo", TestNamespace.small(1));
        stranger(namespace);
        stranger(elsewhere);
        namespace.awaitReady("demo", 1);
        for (var each : new TestNamespace[] {namespace, elsewhere}) {
            each.kubectl("wait", "--for=condition=Ready", "pod/stranger", "--timeout=120s")
                    .output();
        }
    }

    @AfterAll
    void removeAll() {
        namespace.close();
        elsewhere.close();
    }

    @Test
    void podsOfTheClusterReachOneAnother() {
        assertThat(connects(namespace, "demo-master-0", "demo-master", 7077)).isTrue();
        assertThat(connects(namespace, "demo-master-0", worker(), 8081)).isTrue();
    }

    @Test
    void strangersCanConnectWherePoliciesLetThem() {
        assertThat(connects(namespace, "stranger", "kubernetes.default", 443)).isTrue();
        assertThat(connects(elsewhere, "stranger", "kubernetes.default", 443)).isTrue();
    }

    @Test
    void strangersReachNothingUntilTheSpecAdmitsThem() {
        // The policy is as old as the cluster, so what is closed is closed by now.
        assertThat(connects(namespace, "stranger", "demo-master", 7077)).isFalse();
        assertThat(connects(namespace, "stranger", "demo-master", 8080)).isFalse();
        assertThat(connects(namespace, "stranger", worker(), 8081)).isFalse();
        assertThat(connects(elsewhere, "stranger", "demo-master.e2e-network", 7077))
                .isFalse();

        namespace
                .kubectl("patch", "sparkcluster/demo", "--type=merge", "-p", """
                        {"spec":{"network":{"allowFrom":[{"podSelector":{"matchLabels":{"app":"stranger"}}}]}}}
                        """)
                .output();

        await().atMost(Duration.ofMinutes(1))
                .until(() -> connects(namespace, "stranger", "demo-master", 7077)
                        && connects(namespace, "stranger", worker(), 8081));
        assertThat(connects(elsewhere, "stranger", "demo-master.e2e-network", 7077))
                .as("the admitted label means this namespace's pods")
                .isFalse();
    }

    @Test
    void theMastersPortWithoutASecretIsOpenToNobodyElse() {
        assertThat(connects(namespace, "demo-master-0", "127.0.0.1", 6066)).isTrue();
        assertThat(connects(namespace, "demo-master-0", "demo-master-0", 6066))
                .as("the pod's own address")
                .isFalse();
    }

    @Test
    void nothingListensButWhatOthersConnectTo() {
        assertThat(listening("demo-master-0")).containsExactlyInAnyOrder(7077, 8080);
        assertThat(listening(namespace
                        .pods("demo", "worker")
                        .getFirst()
                        .getMetadata()
                        .getName()))
                .containsExactlyInAnyOrder(7078, 8081);
    }

    /** The ports of a pod that listen, at more than its own loopback address. */
    private List<Integer> listening(String pod) {
        return namespace
                .kubectl("exec", pod, "--", "sh", "-c", "cat /proc/net/tcp /proc/net/tcp6")
                .output()
                .lines()
                .map(line -> line.strip().split(" +", -1))
                .filter(fields -> fields[3].equals("0A") && !fields[1].contains(LOOPBACK))
                .map(fields -> Integer.valueOf(fields[1].substring(fields[1].indexOf(':') + 1), 16))
                .toList();
    }

    @Test
    void aFirstProcessTakesLeaveOfWhatOthersLeaveBehind() {
        assertThat(namespace
                        .kubectl("exec", "demo-master-0", "--", "cat", "/proc/1/comm")
                        .output())
                .isEqualTo("tini");
    }

    @Test
    void thePolicyOfThePlainManifestsAdmitsTheirPodsAndTheApiServer() {
        for (var file : List.of("network-policy", "master-service", "master-controller")) {
            elsewhere.kubectl("apply", "-f", "manifests/" + file + ".yaml").output();
        }
        elsewhere
                .kubectl(
                        "wait",
                        "--for=jsonpath={.status.readyReplicas}=1",
                        "--timeout=4m",
                        "rc/spark-master-controller")
                .output();
        assertThat(connects(elsewhere, "stranger", "spark-master", 7077)).isFalse();
        assertThat(connects(elsewhere, "stranger", "spark-master", 8080)).isFalse();
        // What a policy admits is let in a moment after a pod has come, not at once (Kubernetes' documentation of
        // policies).
        await().atMost(Duration.ofMinutes(1))
                .until(() -> connects(elsewhere, "rc/spark-master-controller", "spark-master", 7077));
        assertThat(elsewhere
                        .kubectl(
                                "get",
                                "--raw",
                                "/api/v1/namespaces/" + elsewhere.name() + "/services/spark-master:8080/proxy/")
                        .output())
                .contains("Spark Master at");
    }

    private static boolean connects(TestNamespace from, String pod, String host, int port) {
        return from.kubectl("exec", pod, "--", "bash", "-c", CONNECT.formatted(host, port))
                        .exit()
                == 0;
    }

    private String worker() {
        return namespace.pods("demo", "worker").getFirst().getStatus().getPodIP();
    }

    private static void stranger(TestNamespace where) {
        where.kubectlFed("""
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: stranger, labels: {app: stranger}}
                        spec:
                          terminationGracePeriodSeconds: 0
                          securityContext: {runAsNonRoot: true, runAsUser: 185, seccompProfile: {type: RuntimeDefault}}
                          containers:
                          - name: stranger
                            image: hearth/spark:4.3.0
                            command: [sleep, infinity]
                            securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                        """, "apply", "-f", "-").output();
    }
}
