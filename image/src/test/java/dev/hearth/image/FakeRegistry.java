package dev.hearth.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A registry on the loopback device, over plain HTTP: as much of the OCI distribution specification as Jib asks for. */
final class FakeRegistry implements AutoCloseable {

    /** A manifest and its media type. */
    record Manifest(String type, byte[] content) {}

    private final HttpServer server;
    private final PlainPort port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();
    private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
    private final List<String> uploaded = new CopyOnWriteArrayList<>();

    FakeRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v2/", this::answer);
        server.setExecutor(threads);
        server.start();
        port = new PlainPort(server.getAddress());
    }

    /** The name of an image here. */
    String reference(String name) {
        return "localhost:" + port.number() + "/" + name;
    }

    /** Keeps a blob as if it had been pushed long ago, and returns its digest. */
    String put(byte[] content) {
        String digest = "sha256:" + Sha256.of(content);
        blobs.put(digest, content);
        return digest;
    }

    void put(String tag, Manifest manifest) {
        manifests.put(tag, manifest);
        manifests.put("sha256:" + Sha256.of(manifest.content()), manifest);
    }

    Optional<Manifest> manifest(String tagOrDigest) {
        return Optional.ofNullable(manifests.get(tagOrDigest));
    }

    Optional<byte[]> blob(String digest) {
        return Optional.ofNullable(blobs.get(digest));
    }

    /** The digests of the blobs pushed since the last call. */
    List<String> takeUploaded() {
        var taken = new ArrayList<>(uploaded);
        uploaded.clear();
        return taken;
    }

    @Override
    public void close() throws IOException {
        port.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String last = path.substring(path.lastIndexOf('/') + 1);
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.equals("/v2/")) {
                send(exchange, 200, new byte[0]);
            } else if (path.contains("/blobs/uploads")) {
                upload(exchange, path, last, body);
            } else if (path.contains("/blobs/")) {
                send(exchange, blobs.containsKey(last) ? 200 : 404, blobs.getOrDefault(last, new byte[0]));
            } else if (exchange.getRequestMethod().equals("PUT")) {
                put(last, new Manifest(exchange.getRequestHeaders().getFirst("Content-Type"), body));
                exchange.getResponseHeaders().set("Docker-Content-Digest", "sha256:" + Sha256.of(body));
                send(exchange, 201, new byte[0]);
            } else {
                manifest(exchange, last);
            }
        }
    }

    private void manifest(HttpExchange exchange, String tagOrDigest) throws IOException {
        Optional<Manifest> found = manifest(tagOrDigest);
        if (found.isEmpty()) {
            send(exchange, 404, new byte[0]);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", found.get().type());
        exchange.getResponseHeaders()
                .set("Docker-Content-Digest", "sha256:" + Sha256.of(found.get().content()));
        send(exchange, 200, found.get().content());
    }

    /** POST begins an upload, PATCH sends all of it and PUT ends it. */
    private void upload(HttpExchange exchange, String path, String id, byte[] body) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                String fresh = UUID.randomUUID().toString();
                uploads.put(fresh, new byte[0]);
                exchange.getResponseHeaders().set("Location", path.replaceAll("/$", "") + "/" + fresh);
                send(exchange, 202, new byte[0]);
            }
            case "PATCH" -> {
                uploads.put(id, body);
                exchange.getResponseHeaders().set("Location", path);
                send(exchange, 202, new byte[0]);
            }
            case "PUT" -> {
                String digest = exchange.getRequestURI().getQuery().replaceAll(".*digest=", "");
                byte[] content = uploads.get(id);
                if (!put(content).equals(digest)) {
                    send(exchange, 400, new byte[0]);
                    return;
                }
                uploaded.add(digest);
                send(exchange, 201, new byte[0]);
            }
            default -> send(exchange, 405, new byte[0]);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
