package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RealKubernetes
class NeighboursE2E {
    private TestNamespace namespace;

    @BeforeAll
    void createTwoClusters() {
        namespace = TestNamespace.create("e2e-neighbours");
        namespace.apply("one", TestNamespace.small(1));
        namespace.apply("two", TestNamespace.small(1, "cores: 3"));
        namespace.awaitReady("one", 1);
        namespace.awaitReady("two", 1);
    }

    @AfterAll
    void removeAll() {
        namespace.close();
    }

    @Test
    void twoClustersOfANamespaceKeepToThemselvesAndLeaveNothingBehind() {
        assertThat(namespace.cluster("one").orElseThrow().getStatus().cores().summary())
                .isEqualTo("0/1");
        assertThat(namespace.cluster("two").orElseThrow().getStatus().cores().summary())
                .isEqualTo("0/3");
        assertThat(namespace.pyspark("two", Jobs.SUM)).contains("sum=4950 executors=1");

        namespace.kubectl("scale", "sparkcluster/two", "--replicas=0").output();
        namespace.awaitReady("two", 0);
        namespace.awaitReady("one", 1);

        namespace.hearth("down", "two").output();
        await().atMost(TestNamespace.PATIENCE)
                .until(() -> namespace.remains("two").isEmpty());
        namespace.awaitReady("one", 1);
    }
}
