package dev.hearth.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Clusters as the API server would give them. */
final class ClusterFixture {
    static final String READY_STATUS = """
              observedGeneration: 3
              leader: demo-master-0
              masterUrl: spark://demo-master:7077
              conditions:
              - {type: Ready, status: "True", reason: Running, message: the master leads and 2 of 2 workers are alive}
              - {type: Progressing, status: "False", reason: Settled, message: the cluster is as the spec wants it}
              workers: {desired: 2, replicas: 2, alive: 2, summary: 2/2}
              cores: {used: 1, total: 2, summary: 1/2}
              memoryMiB: {used: 1024, total: 2048, summary: 1024/2048}
              applications: {running: 1, waiting: 0, completed: 4}
              workerList:
              - {pod: demo-worker-a, state: ALIVE, cores: 1, coresUsed: 1, memoryMiB: 1024, memoryUsedMiB: 1024}
              - {pod: demo-worker-b, state: DEAD, cores: 1, coresUsed: 0, memoryMiB: 1536, memoryUsedMiB: 0}
              applicationList:
              - {id: app-1, name: "@|red x|@", state: RUNNING, cores: 1, startTime: "2026-11-22T10:00:00Z"}
            """;

    private ClusterFixture() {}

    static ClusterView of(String metadata, String spec, String status) {
        try {
            return new ClusterView(new YAMLMapper().readTree("""
                    metadata: {name: demo, namespace: work, generation: 3, creationTimestamp: "2026-11-22T09:00:00Z"%s}
                    spec: {sparkVersion: 4.3.0, workers: {replicas: 2}%s}
                    status:
                    %s
                    """.formatted(metadata, spec, status)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ClusterView ready() {
        return of("", "", READY_STATUS);
    }

    /** A cluster of which the operator said only these conditions, {@code type=reason: message} if true, else with !. */
    static ClusterView saying(String... conditions) {
        return of(
                "",
                "",
                "  observedGeneration: 3\n  conditions:\n"
                        + Stream.of(conditions).map(ClusterFixture::condition).collect(Collectors.joining("\n")));
    }

    private static String condition(String text) {
        var holds = !text.startsWith("!");
        var type = text.substring(holds ? 0 : 1, text.indexOf('='));
        var reason = text.substring(text.indexOf('=') + 1, text.indexOf(':'));
        return "  - {type: %s, status: \"%s\", reason: %s, message: \"%s\"}"
                .formatted(type, holds ? "True" : "False", reason, text.substring(text.indexOf(':') + 2));
    }
}
