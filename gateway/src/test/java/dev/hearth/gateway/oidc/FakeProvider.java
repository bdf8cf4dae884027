package dev.hearth.gateway.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that answers what a test tells it to, on this machine; it makes the mistakes that real ones do not make. */
final class FakeProvider implements AutoCloseable {
    static final String DESCRIPTION = "/.well-known/openid-configuration";
    static final String TOKEN = "/token";
    static final String KEYS = "/keys";

    /** What it answers, by path. */
    record Reply(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final List<String> forms = new ArrayList<>();

    FakeProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        replies.put(DESCRIPTION, new Reply(200, description(issuer())));
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What a provider with another name or other addresses would say of itself. */
    String description(String issuer) {
        return """
                {"issuer": "%s", "subject_types_supported": ["public"], "authorization_endpoint": "%2$s/authorize",
                 "token_endpoint": "%2$s/token", "jwks_uri": "%2$s/keys",
                 "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"]}
                """.formatted(issuer, issuer());
    }

    FakeProvider says(String path, int status, String body) {
        replies.put(path, new Reply(status, body));
        return this;
    }

    /** Gives this token for any code. */
    FakeProvider gives(String token) {
        return says(
                TOKEN, 200, "{\"access_token\": \"a\", \"token_type\": \"Bearer\", \"id_token\": \"" + token + "\"}");
    }

    FakeProvider has(ECKey key) {
        return says(KEYS, 200, new JWKSet(key.toPublicJWK()).toString());
    }

    int asked(String path) {
        return asked.getOrDefault(path, new AtomicInteger()).get();
    }

    /** What was sent to it in bodies, with the header by which a client proves who it is. */
    List<String> forms() {
        return forms;
    }

    static ECKey key(String id) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    }

    static String signed(ECKey key, JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        asked.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!body.isEmpty()) {
            forms.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        }
        var reply = replies.getOrDefault(path, new Reply(404, "{}"));
        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Location", "/elsewhere");
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
