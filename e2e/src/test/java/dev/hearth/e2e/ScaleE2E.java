package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RealKubernetes
class ScaleE2E {
    private TestNamespace namespace;

    @BeforeAll
    void createACluster() {
        namespace = TestNamespace.withDemo("e2e-scale", 1);
    }

    @AfterAll
    void removeAll() {
        namespace.close();
    }

    @Test
    void workersScaleInPlaceFromEveryDoor() {
        var master = namespace.podIds("demo", "master");
        var first = namespace.podIds("demo", "worker");

        namespace.kubectl("scale", "sparkcluster/demo", "--replicas=3").output();
        namespace.awaitReady("demo", 3);
        assertThat(namespace.podIds("demo", "worker")).containsAll(first);

        var ready = readySince();
        namespace.hearth("scale", "demo", "2").output();
        namespace.awaitReady("demo", 2);
        assertThat(readySince()).as("a worker less is no disturbance").isEqualTo(ready);

        namespace
                .kubectl(
                        "patch", "sparkcluster/demo", "--type=merge", "-p", "{\"spec\":{\"workers\":{\"replicas\":0}}}")
                .output();
        namespace.awaitReady("demo", 0);
        assertThat(namespace.pods("demo", "worker")).isEmpty();

        namespace.apply("demo", TestNamespace.small(2));
        namespace.awaitReady("demo", 2);
        assertThat(namespace.podIds("demo", "master"))
                .as("the master was never touched")
                .isEqualTo(master);
        assertThat(namespace.restarts("demo", "master")).isZero();
    }

    private String readySince() {
        return namespace
                .kubectl(
                        "get",
                        "sparkcluster/demo",
                        "-o",
                        "jsonpath={.status.conditions[?(@.type=='Ready')].lastTransitionTime}")
                .output();
    }
}
