package dev.hearth.cli.session;

import dev.hearth.cli.problem.Explanation;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import dev.hearth.cli.terminal.Elapsed;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Where the API serves the streams of one pod: its log and the processes in it. */
record PodEndpoint(KubernetesClient client, String namespace, String pod) {
    /** How a web socket says that all is well. */
    static final int NORMAL_CLOSURE = 1000;

    private static final String PROTOCOL = "v4.channel.k8s.io";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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

    /**
     * Opens a connection of several channels.
     *
     * @throws Problem if Kubernetes refuses it, or nobody answers
     */
    WebSocket connect(String kind, List<Map.Entry<String, String>> parameters, Messages messages) {
        try {
            return client.getHttpClient()
                    .newWebSocketBuilder()
                    .uri(stream(kind, parameters))
                    .subprotocol(PROTOCOL)
                    .connectTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .buildAsync(messages)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw refusal(kind, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw refusal(kind, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.failed("interrupted").because(e);
        }
    }

    private Problem refusal(String kind, Throwable cause) {
        if (cause instanceof WebSocketHandshakeException refused) {
            return Explanation.ofStatus(refused.getResponse().code(), kind + " in pod " + pod)
                    .because(cause);
        }
        return cause instanceof TimeoutException
                ? Problem.failed("pod " + pod + " did not answer within " + Elapsed.text(PATIENCE))
                        .advise("run the command again; `" + Program.call("doctor") + "` shows what works")
                        .because(cause)
                : Explanation.of(cause);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
