package dev.hearth.node;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a command says in a pod, or why it says nothing. */
final class PodCommand {

    private PodCommand() {}

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
