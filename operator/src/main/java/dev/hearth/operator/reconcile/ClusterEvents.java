package dev.hearth.operator.reconcile;

import dev.hearth.api.SparkCluster;
import dev.hearth.operator.status.Happening;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records what happened to a cluster as Kubernetes events, where {@code kubectl describe} shows them. */
final class ClusterEvents {
    private static final Logger log = LoggerFactory.getLogger(ClusterEvents.class);

    private final Clock clock;

    ClusterEvents(Clock clock) {
        this.clock = clock;
    }

    /** Events are a courtesy: failing to write one must not fail a reconciliation. */
    void record(SparkCluster cluster, List<Happening> happenings, KubernetesClient client) {
        for (var happening : happenings) {
            try {
                client.resource(event(cluster, happening)).create();
            } catch (KubernetesClientException e) {
                log.warn("could not record event {}: {}", happening.reason(), e.getMessage());
            }
        }
    }

    private Event event(SparkCluster cluster, Happening happening) {
        var time = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var metadata = cluster.getMetadata();
        return new EventBuilder()
                .withNewMetadata()
                .withGenerateName(metadata.getName() + ".")
                .withNamespace(metadata.getNamespace())
                .endMetadata()
                .withInvolvedObject(new ObjectReferenceBuilder()
                        .withApiVersion(cluster.getApiVersion())
                        .withKind(cluster.getKind())
                        .withName(metadata.getName())
                        .withNamespace(metadata.getNamespace())
                        .withUid(metadata.getUid())
                        .build())
                .withType(happening.warning() ? "Warning" : "Normal")
                .withReason(happening.reason())
                .withMessage(happening.message())
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withCount(1)
                .withNewSource()
                .withComponent("hearth-operator")
                .endSource()
                .withReportingComponent("hearth.dev/operator")
                .build();
    }
}
