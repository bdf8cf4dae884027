package dev.hearth.gateway.login;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key of sessions, in a Secret that all replicas read. The first one of them that starts makes it. */
public final class SessionKey {
    private static final String ENTRY = "session-key";
    private static final int BYTES = 32;

    private SessionKey() {}

    /**
     * Reads the key, after making it if need be.
     *
     * @throws KubernetesClientException if the Secret does not exist or cannot be read
     */
    public static SecretKey of(KubernetesClient client, String namespace, String name) {
        while (true) {
            var secret = client.secrets().inNamespace(namespace).withName(name).require();
            var found = Optional.ofNullable(secret.getData()).map(data -> data.get(ENTRY));
            if (found.isPresent()) {
                return new SecretKeySpec(Base64.getDecoder().decode(found.get()), "AES");
            }
            tryToMake(client, secret);
        }
    }

    private static void tryToMake(KubernetesClient client, Secret empty) {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        try {
            // With the version that was read, so that of two replicas only one makes it.
            var _ = client.resource(new SecretBuilder(empty)
                            .addToData(ENTRY, Base64.getEncoder().encodeToString(bytes))
                            .build())
                    .lockResourceVersion(empty.getMetadata().getResourceVersion())
                    .update();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }
}
