package dev.hearth.cli.kube;

import io.fabric8.kubernetes.client.internal.CertUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate by which a user logs in. A key in the usual form is used as it is: putting it into a key store first,
 * as the JDK's own key manager wants, takes 0.15 s of every command.
 */
record ClientIdentity(PrivateKey key, List<X509Certificate> chain) implements X509KeyManager {
    private static final String USUAL_FORM = "-----BEGIN PRIVATE KEY-----";
    private static final String ALIAS = "user";

    static KeyManager[] of(String certificate, String key) throws GeneralSecurityException, IOException {
        if (!key.contains(USUAL_FORM)) {
            return throughKeyStore(certificate, key);
        }
        var chain = CertificateFactory.getInstance("X.509").generateCertificates(stream(certificate)).stream()
                .map(X509Certificate.class::cast)
                .toList();
        var encoded = key.substring(key.indexOf(USUAL_FORM) + USUAL_FORM.length(), key.indexOf("-----END"));
        var specification = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(encoded));
        var algorithm = chain.getFirst().getPublicKey().getAlgorithm();
        return new KeyManager[] {
            new ClientIdentity(KeyFactory.getInstance(algorithm).generatePrivate(specification), chain)
        };
    }

    /** The forms that only OpenSSL and old tools write. */
    private static KeyManager[] throughKeyStore(String certificate, String key)
            throws GeneralSecurityException, IOException {
        var none = new char[0];
        var store = CertUtils.createKeyStore(stream(certificate), stream(key), "RSA", none, null, none);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, none);
        return factory.getKeyManagers();
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
