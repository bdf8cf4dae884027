package dev.hearth.e2e;

import dev.hearth.node.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Base64;

/**
 * A real provider of OpenID Connect in a pod of a test's namespace. The address of its Service is the same for pods and
 * for browsers on this machine, and its certificate is signed by an authority of which nobody has heard.
 *
 * @param keys folder of its certificate and of the authority's
 */
record Dex(TestNamespace namespace, String address, Path keys) {
    static final String CLIENT = "hearth";
    static final String PASSWORD = "dex's secret";

    private static final int PORT = 5556;

    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: dex}
            spec: {selector: {app: dex}, ports: [{port: %d}]}
            """.formatted(PORT);

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: dex}
            spec:
              replicas: 0
              selector: {matchLabels: {app: dex}}
              strategy: {type: Recreate}
              template:
                metadata: {labels: {app: dex}}
                spec:
                  securityContext: {runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000, seccompProfile: {type: RuntimeDefault}}
                  terminationGracePeriodSeconds: 1
                  containers:
                  - name: dex
                    image: %s
                    args:
                    - -issuer=%s
                    - -listen=:%d
                    - -keys=/keys
                    - -password=%s
                    - '-clients=[{"id": "%s", "name": "Hearth", "public": true, "redirectURIs": ["%s"]}]'
                    readinessProbe: {tcpSocket: {port: %3$d}, periodSeconds: 1}
                    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                    volumeMounts: [{name: keys, mountPath: /keys}]
                  volumes: [{name: keys, secret: {secretName: dex}}]
            """;

    /**
     * Starts one.
     *
     * @param redirect where it may send browsers back to
     * @param folder for files that nobody else needs
     */
    static Dex start(TestNamespace namespace, String redirect, Path folder) throws IOException {
        var program = DexProgram.of(World.get().shell());
        Node.ofThisMachine().importImage(program.archive(folder));
        namespace.kubectlFed(SERVICE, "apply", "-f", "-").output();
        var address = namespace
                .kubectl("get", "service", "dex", "-o", "jsonpath={.spec.clusterIP}")
                .output();
        var keys = Files.createDirectory(folder.resolve("keys"));
        World.get()
                .shell()
                .run(program.program().toString(), "-make-keys-for", address, "-keys", keys.toString())
                .output();
        namespace
                .kubectl("create", "secret", "generic", "dex", "--from-file=" + keys)
                .output();
        var dex = new Dex(namespace, address, keys);
        var deployment = DEPLOYMENT.formatted(program.image(), dex.issuer(), PORT, PASSWORD, CLIENT, redirect);
        namespace.kubectlFed(deployment, "apply", "-f", "-").output();
        dex.up();
        return dex;
    }

    String issuer() {
        return "https://" + address + ":" + PORT + "/dex";
    }

    /** The certificate of who signed its own. */
    Path authority() {
        return keys.resolve("ca.crt");
    }

    /** Is there again, with other keys for its tokens: it keeps nothing but in memory. */
    void up() {
        namespace.kubectl("scale", "deployment/dex", "--replicas=1").output();
        namespace.kubectl("rollout", "status", "deployment/dex", "--timeout=2m").output();
    }

    void down() {
        namespace.kubectl("scale", "deployment/dex", "--replicas=0").output();
        namespace
                .kubectl("wait", "pods", "-l", "app=dex", "--for=delete", "--timeout=2m")
                .output();
    }

    /** A browser that trusts it, and nobody else of the same authority. */
    Browser browser() throws IOException, GeneralSecurityException {
        try (var stream = Files.newInputStream(keys.resolve("tls.crt"))) {
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(stream);
            var key = certificate.getPublicKey().getEncoded();
            return Browser.trusting(Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key)));
        }
    }
}
