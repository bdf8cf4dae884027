package dev.hearth.cli.kube;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Reads private keys in the three forms that kubeconfigs hold: PKCS#8 ({@code BEGIN PRIVATE KEY}), and the older forms
 * of RSA ({@code BEGIN RSA PRIVATE KEY}) and of elliptic curves ({@code BEGIN EC PRIVATE KEY}; k3s and Rancher).
 */
final class PrivateKeys {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ((?:RSA |EC )?)PRIVATE KEY-----([^-]*)-----END", Pattern.DOTALL);

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final byte[] VERSION = {0x02, 0x01, 0x00};

    private PrivateKeys() {}

    /**
     * Reads a key.
     *
     * @param partner the public key of the certificate, which says what kind of key it must be
     */
    static PrivateKey of(String text, PublicKey partner) throws GeneralSecurityException, IOException {
        var pem = PEM.matcher(text);
        if (!pem.find()) {
            throw new InvalidKeyException("the private key is not in PEM, or is encrypted");
        }
        var key = Base64.getMimeDecoder().decode(pem.group(2));
        var encoded = pem.group(1).isEmpty() ? key : wrapped(key, partner);
        return KeyFactory.getInstance(partner.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    /** PKCS#8, the one form that Java reads, is an older form after the name of its algorithm. */
    private static byte[] wrapped(byte[] key, PublicKey partner) throws IOException {
        var body = new ByteArrayOutputStream();
        body.write(VERSION);
        body.write(algorithm(partner.getEncoded()));
        body.write(element(OCTETS, key));
        return element(SEQUENCE, body.toByteArray());
    }

    /** A public key too starts with the name of its algorithm, the curve included. */
    private static byte[] algorithm(byte[] publicKey) {
        var start = contentStart(publicKey, 0);
        var size = contentStart(publicKey, start) - start + contentLength(publicKey, start);
        return Arrays.copyOfRange(publicKey, start, start + size);
    }

    private static int contentStart(byte[] der, int element) {
        var length = der[element + 1] & 0xff;
        return element + 2 + (length < 0x80 ? 0 : length & 0x7f);
    }

    private static int contentLength(byte[] der, int element) {
        var length = der[element + 1] & 0xff;
        if (length < 0x80) {
            return length;
        }
        var value = 0;
        for (var index = element + 2; index < contentStart(der, element); index++) {
            value = (value << 8) | (der[index] & 0xff);
        }
        return value;
    }

    private static byte[] element(int tag, byte[] content) throws IOException {
        var element = new ByteArrayOutputStream();
        element.write(tag);
        // The length in as few bytes as it takes: Java refuses any other way to write it.
        if (content.length >= 0x100) {
            element.write(0x82);
            element.write(content.length >> 8);
        } else if (content.length >= 0x80) {
            element.write(0x81);
        }
        element.write(content.length);
        element.write(content);
        return element.toByteArray();
    }
}
