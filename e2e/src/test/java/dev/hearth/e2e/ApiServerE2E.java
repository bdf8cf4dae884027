package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.node.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Kubernetes itself dies while an application runs. */
@RealKubernetes
@Isolated("nobody's commands work meanwhile")
class ApiServerE2E {
    @TempDir
    private Path folder;

    private TestNamespace namespace;

    @BeforeAll
    void createACluster() {
        namespace = TestNamespace.withDemo("e2e-api-server", 2);
    }

    @AfterAll
    void removeAll() {
        namespace.close();
    }

    @Test
    void anApplicationDoesNotNoticeTheDeathOfTheApiServer() throws Exception {
        new LongJob(namespace, folder).survives(() -> {
            var pid = apiServer().orElseThrow();
            assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> apiServer().filter(now -> now != pid).isPresent()
                            && namespace.kubectl("get", "--raw", "/readyz").exit() == 0);
        });
    }

    private static Optional<Long> apiServer() {
        return Node.ofThisMachine().status().components().stream()
                .filter(component -> component.name().equals("kube-apiserver"))
                .flatMap(component -> component.pid().stream().boxed())
                .findFirst();
    }
}
