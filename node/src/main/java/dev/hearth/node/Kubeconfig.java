package dev.hearth.node;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/** The files by which the node's components and its administrator find the API server and prove who they are. */
record Kubeconfig(Certificates certificates, String apiServer, String context) {

    void write(String user, Path file) {
        Layout.write(file, """
                apiVersion: v1
                kind: Config
                current-context: %1$s
                clusters:
                - name: %1$s
                  cluster:
                    server: %2$s
                    certificate-authority-data: %3$s
                contexts:
                - name: %1$s
                  context: {cluster: %1$s, user: %4$s}
                users:
                - name: %4$s
                  user:
                    client-certificate-data: %5$s
                    client-key-data: %6$s
                """.formatted(
                        context,
                        apiServer,
                        base64(certificates.certificate("ca")),
                        context + "-" + user,
                        base64(certificates.certificate(user)),
                        base64(certificates.key(user))));
    }

    private static String base64(Path file) {
        return Base64.getEncoder().encodeToString(Layout.read(file).getBytes(StandardCharsets.UTF_8));
    }
}
