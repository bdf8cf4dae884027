package dev.hearth.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The few requests that a master makes of the Kubernetes API. Spark ships another version of a Kubernetes client with each
 * release, so this uses none but the JDK's own HTTP.
 *
 * @param root where the API is
 * @param token the file with the bearer token, which Kubernetes renews
 */
record ApiServer(HttpClient http, URI root, Path token, Duration patience) implements Api {
    /** Where Kubernetes puts what a pod needs to know ("Accessing the Kubernetes API from a Pod"). */
    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MISSING = 404;
    private static final int CONFLICT = 409;

    /** The API of the cluster that this process is a pod of. */
    static ApiServer ofPod(Map<String, String> environment, Duration patience) {
        var host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "kubernetes.default.svc");
        var literal = host.contains(":") ? "[" + host + "]" : host;
        var root = URI.create("https://" + literal + ":" + environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443"));
        var http = HttpClient.newBuilder()
                .connectTimeout(patience)
                // With HTTP/2 this client fails whatever is under way when the server wants another connection.
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting(ACCOUNT.resolve("ca.crt")))
                .build();
        return new ApiServer(http, root, ACCOUNT.resolve("token"), patience);
    }

    @Override
    public JsonNode get(String path) throws IOException {
        return send(request(path).GET());
    }

    @Override
    public JsonNode patch(String path, JsonNode change) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(change))));
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(root.resolve(path))
                .timeout(patience)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + Files.readString(token).strip());
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == CONFLICT) {
                throw new Conflict(text(answer));
            }
            if (answer.statusCode() == MISSING) {
                throw new Missing(text(answer));
            }
            if (answer.statusCode() / 100 != 2) {
                throw new IOException("Kubernetes answers " + answer.request().method() + " "
                        + answer.request().uri().getPath() + " with " + answer.statusCode() + ": " + text(answer));
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String text(HttpResponse<byte[]> answer) throws IOException {
        return JSON.readTree(answer.body()).path("message").asText("no reason given");
    }

    private static SSLContext trusting(Path authority) {
        try (InputStream file = Files.newInputStream(authority)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "This master cannot reach the Kubernetes API, which elects it and keeps its memory: " + authority
                            + " cannot be used. Its pod needs the token of its service account.",
                    e);
        }
    }
}
