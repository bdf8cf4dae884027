package dev.hearth.cli.install;

import dev.hearth.api.SparkCluster;
import dev.hearth.operator.desired.Names;
import dev.hearth.operator.install.ClusterCrd;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is still there of an operator that is being removed, and what holds it. */
record Remains(KubernetesClient client) {
    private static final ResourceDefinitionContext CLUSTERS = new ResourceDefinitionContext.Builder()
            .withGroup(SparkCluster.GROUP)
            .withVersion(SparkCluster.VERSION)
            .withKind("SparkCluster")
            .withPlural("sparkclusters")
            .withNamespaced(true)
            .build();

    /** A sentence for each, none when all is gone. */
    List<String> list() {
        var left = new ArrayList<String>();
        definition().map(this::describe).ifPresent(left::add);
        namespace().map(Remains::describe).ifPresent(left::add);
        return left;
    }

    private Optional<CustomResourceDefinition> definition() {
        return Optional.ofNullable(client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(ClusterCrd.NAME)
                .get());
    }

    private Optional<Namespace> namespace() {
        return Optional.ofNullable(
                client.namespaces().withName(Names.SYSTEM_NAMESPACE).get());
    }

    /** Every cluster; none where the definition is not known, or is not any more: it may go at any moment. */
    List<GenericKubernetesResource> clusters() {
        try {
            return client.genericKubernetesResources(CLUSTERS)
                    .inAnyNamespace()
                    .list()
                    .getItems();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    private String describe(CustomResourceDefinition definition) {
        var clusters = clusters().stream().map(Remains::describe).toList();
        return "the SparkCluster definition waits "
                + (clusters.isEmpty()
                        ? "for " + definition.getMetadata().getFinalizers()
                        : "until its clusters are gone: " + String.join(", ", clusters));
    }

    private static String describe(GenericKubernetesResource cluster) {
        var metadata = cluster.getMetadata();
        var held = metadata.getFinalizers().isEmpty()
                ? ""
                : " (held by " + String.join(", ", metadata.getFinalizers()) + ")";
        return name(cluster) + held;
    }

    static String name(HasMetadata cluster) {
        return cluster.getMetadata().getNamespace() + "/"
                + cluster.getMetadata().getName();
    }

    private static String describe(Namespace namespace) {
        var why = Stream.ofNullable(namespace.getStatus().getConditions())
                .flatMap(List::stream)
                .filter(condition -> condition.getStatus().equals("True"))
                .map(condition -> condition.getMessage())
                .collect(Collectors.joining(" "));
        return "namespace " + Names.SYSTEM_NAMESPACE + " is going" + (why.isEmpty() ? "" : ": " + why);
    }
}
