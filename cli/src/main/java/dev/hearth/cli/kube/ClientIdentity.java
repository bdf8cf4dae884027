package dev.hearth.cli.kube;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate by which a user logs in. The key is used as it is: putting it into a key store first, as the JDK's own
 * key manager wants, takes 0.15 s of every command.
 */
record ClientIdentity(PrivateKey key, List<X509Certificate> chain) implements X509KeyManager {
    private static final String ALIAS = "user";

    static ClientIdentity of(String certificate, String key) throws GeneralSecurityException, IOException {
        var chain = chain(certificate);
        if (chain.isEmpty()) {
            throw new CertificateException("there is no certificate in the kubeconfig");
        }
        return new ClientIdentity(PrivateKeys.of(key, chain.getFirst().getPublicKey()), chain);
    }

    /** The key in the form that every program reads. */
    String pem() {
        var base64 = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }

    private static List<X509Certificate> chain(String certificate) throws CertificateException {
        return CertificateFactory.getInstance("X.509").generateCertificates(stream(certificate)).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return ALIAS;
    }

    @Override
    public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return chain.toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }
}
