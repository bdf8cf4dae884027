package dev.hearth.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Somebody who asks the installed gateway, with or without a token. */
record GatewayClient(String address, String token) {
    private static final String SYSTEM = "hearth-system";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    record Answer(int status, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }
    }

    /** Somebody without a token, at the Service of the gateway, which every replica serves. */
    static GatewayClient anonymous(KubernetesClient kubernetes) {
        var service = kubernetes
                .services()
                .inNamespace(SYSTEM)
                .withName("hearth-gateway")
                .require();
        return new GatewayClient("http://" + service.getSpec().getClusterIP(), "");
    }

    GatewayClient with(String otherToken) {
        return new GatewayClient(address, otherToken);
    }

    GatewayClient at(String otherAddress) {
        return new GatewayClient(otherAddress, token);
    }

    Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    Answer post(String path, String form, String... headers) {
        var all = new java.util.ArrayList<>(List.of("Content-Type", "application/x-www-form-urlencoded"));
        all.addAll(List.of(headers));
        return send("POST", path, form, all.toArray(String[]::new));
    }

    private Answer send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            var _ = request.headers(headers);
        }
        if (!token.isEmpty()) {
            var _ = request.setHeader("Authorization", "Bearer " + token);
        }
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends bytes that no HTTP library would, and returns everything that comes until the connection is closed. */
    String raw(String text, Duration patience) {
        var uri = URI.create(address);
        try (var socket = new Socket(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort())) {
            socket.setSoTimeout((int) patience.toMillis());
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first thing that a page about clusters is told. */
    String firstEvent(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .build();
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            try (var lines =
                    client.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
                return lines.filter(line -> line.startsWith("data: "))
                        .findFirst()
                        .orElse("");
            } finally {
                client.shutdownNow();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token of a service account that may do in a namespace what a role says. */
    static String token(TestNamespace namespace, String account, String role) {
        namespace.kubectl("create", "serviceaccount", account).output();
        namespace
                .kubectl(
                        "create",
                        "rolebinding",
                        account,
                        "--clusterrole=" + role,
                        "--serviceaccount=" + namespace.name() + ":" + account)
                .output();
        var token = namespace.kubectl("create", "token", account).output().strip();
        // Rights that are given take a moment to be known everywhere.
        await().atMost(PATIENCE)
                .until(() -> namespace
                        .kubectl(
                                "auth",
                                "can-i",
                                "get",
                                "sparkclusters",
                                "--as",
                                "system:serviceaccount:" + namespace.name() + ":" + account)
                        .out()
                        .contains("yes"));
        return token;
    }
}
