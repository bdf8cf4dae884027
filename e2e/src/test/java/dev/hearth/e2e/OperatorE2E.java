package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Other ways to run the operator than the one that {@link World} takes, which is restored. */
@RealKubernetes
@Isolated("it takes the operator away from others")
class OperatorE2E {
    private static final String ACCOUNT = "--as=system:serviceaccount:hearth-system:hearth-operator";

    private TestNamespace namespace;

    @BeforeAll
    void createANamespace() {
        namespace = TestNamespace.create("e2e-operator");
    }

    @AfterAll
    void restoreTheOperator() {
        namespace.close();
        namespace.hearth("install").output();
    }

    @Test
    void aStandbyTakesOverWhenTheLeaderDies() {
        namespace.hearth("install", "--replicas", "2").output();
        var pods = operators();
        assertThat(pods).hasSize(2);
        // The lease names a pod of the rollout's former generation until one of these has taken it.
        await().atMost(TestNamespace.PATIENCE).until(() -> pods.contains(leader()));
        var first = leader();
        system("delete", "pod", first, "--grace-period=0", "--force").output();

        await().atMost(TestNamespace.PATIENCE).until(() -> !leader().equals(first));
        namespace.apply("demo", "{workers: {replicas: 0}}");
        namespace.awaitReady("demo", 0);
    }

    @Test
    void anOperatorForOneNamespaceHasNoRightsElsewhere() {
        namespace.hearth("install", "--watch", namespace.name()).output();
        assertThat(mayReadSecrets(namespace.name())).isEqualTo("yes");
        assertThat(mayReadSecrets("default")).isEqualTo("no");

        namespace.apply("confined", "{workers: {replicas: 0}}");
        namespace.awaitReady("confined", 0);
    }

    @Test
    void uninstallSaysWhatHoldsItAndGoesOnWhenThatIsGone() {
        namespace.hearth("install").output();
        namespace.kubectlFed("""
                        apiVersion: hearth.dev/v1
                        kind: SparkCluster
                        metadata: {name: held, finalizers: [e2e.hearth.dev/hold]}
                        spec: {suspend: true}
                        """, "apply", "-f", "-").output();
        var refused = namespace.hearth("uninstall");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains(namespace.name() + "/held", "--force");

        var held = namespace.hearth("uninstall", "--force", "--timeout", "5s");
        assertThat(held.exit()).as("timed out").isEqualTo(3);
        assertThat(held.err()).contains(namespace.name() + "/held (held by e2e.hearth.dev/hold)");

        namespace
                .kubectl(
                        "patch",
                        "sparkcluster/held",
                        "--type=json",
                        "-p",
                        "[{\"op\":\"remove\",\"path\":\"/metadata/finalizers\"}]")
                .output();
        namespace.hearth("uninstall").output();
        assertThat(namespace
                        .kubectl("get", "crd,clusterrole,clusterrolebinding", "-o", "name")
                        .output())
                .doesNotContain("hearth");
        assertThat(namespace.kubectl("get", "namespace", "hearth-system").exit())
                .isEqualTo(1);
    }

    private String mayReadSecrets(String where) {
        return World.get()
                .shell()
                .run("kubectl", "auth", "can-i", "get", "secrets", "-n", where, ACCOUNT)
                .out()
                .strip();
    }

    /** The operator's pods that stay. */
    private List<String> operators() {
        return namespace
                .client()
                .pods()
                .inNamespace("hearth-system")
                .withLabel("app.kubernetes.io/component", "operator")
                .list()
                .getItems()
                .stream()
                .map(Pod::getMetadata)
                .filter(pod -> pod.getDeletionTimestamp() == null)
                .map(ObjectMeta::getName)
                .toList();
    }

    /** The pod that holds the lease. */
    private String leader() {
        return system("get", "lease", "hearth-operator", "-o", "jsonpath={.spec.holderIdentity}")
                .out();
    }

    private static Shell.Result system(String... arguments) {
        var command = new String[arguments.length + 3];
        command[0] = "kubectl";
        command[1] = "-n";
        command[2] = "hearth-system";
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return World.get().shell().run(command);
    }
}
