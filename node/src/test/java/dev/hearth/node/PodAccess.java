package dev.hearth.node;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A node's Kubernetes and its pods, as a user reaches them. */
final class PodAccess {

    private PodAccess() {}

    static KubernetesClient client(Node node) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(node.kubeconfig().toFile()))
                .build();
    }

    /** The page at port 8080 of a pod, through a port-forward. */
    static String forwardedPage(KubernetesClient client, String pod) throws IOException {
        try (var forward = client.pods().inNamespace("default").withName(pod).portForward(8080)) {
            var uri = URI.create("http://127.0.0.1:" + forward.getLocalPort());
            return new String(uri.toURL().openStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What a command says in a pod, or why it says nothing. */
    static String output(KubernetesClient client, String pod, String... command) {
        var output = new ByteArrayOutputStream();
        try (var exec = client.pods()
                .inNamespace("default")
                .withName(pod)
                .writingOutput(output)
                .writingError(output)
                .exec(command)) {
            exec.exitCode().get(10, TimeUnit.SECONDS);
            return output.toString(StandardCharsets.UTF_8);
        } catch (KubernetesClientException | ExecutionException | TimeoutException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
