package dev.hearth.cli.session;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the API serves the streams of one pod: its log and the processes in it. */
record PodEndpoint(KubernetesClient client, String namespace, String pod) {

    PodResource resource() {
        return client.pods().inNamespace(namespace).withName(pod);
    }

    URI stream(String kind, List<Map.Entry<String, String>> parameters) {
        var query = parameters.stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        var server = client.getMasterUrl().toString().replaceAll("/$", "");
        return URI.create(server + "/api/v1/namespaces/" + namespace + "/pods/" + pod + "/" + kind + "?" + query);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
