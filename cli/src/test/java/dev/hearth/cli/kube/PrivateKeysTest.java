package dev.hearth.cli.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Signature;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateKeysTest {
    private static final byte[] SOMETHING = {1, 2, 3};

    private static String text(String resource) throws IOException {
        try (var stream = PrivateKeysTest.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.crt, rsa-pkcs1.key, SHA256withRSA",
        "rsa.crt, rsa-pkcs8.key, SHA256withRSA",
        "ec.crt, ec-sec1.key, SHA256withECDSA",
        "ec.crt, ec-pkcs8.key, SHA256withECDSA",
        "ec384.crt, ec384-sec1.key, SHA384withECDSA"
    })
    void aKeyInAnyFormBelongsToItsCertificate(String certificate, String key, String algorithm)
            throws GeneralSecurityException, IOException {
        var identity = ClientIdentity.of(text(certificate), text(key));
        var signature = Signature.getInstance(algorithm);
        signature.initSign(identity.key());
        signature.update(SOMETHING);
        var signed = signature.sign();
        signature.initVerify(identity.chain().getFirst());
        signature.update(SOMETHING);
        assertThat(signature.verify(signed)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.crt, rsa-pkcs1.key",
        "rsa.crt, rsa-pkcs8.key",
        "ec.crt, ec-sec1.key",
        "ec.crt, ec-pkcs8.key",
        "ec384.crt, ec384-sec1.key"
    })
    void theFullClientTakesItToo(String certificate, String key, @TempDir Path folder) throws IOException {
        var encoder = Base64.getEncoder();
        var file = Files.writeString(folder.resolve("config"), """
                current-context: k3s
                clusters: [{name: k3s, cluster: {server: "https://127.0.0.1:6443"}}]
                contexts: [{name: k3s, context: {cluster: k3s, user: k3s}}]
                users: [{name: k3s, user: {client-certificate-data: %s, client-key-data: %s}}]
                """.formatted(
                        encoder.encodeToString(text(certificate).getBytes(StandardCharsets.UTF_8)),
                        encoder.encodeToString(text(key).getBytes(StandardCharsets.UTF_8))));
        var target = new Target(Optional.of(file), Optional.empty(), Optional.empty(), false);
        try (var client = Places.require(target).client()) {
            assertThat(client.getMasterUrl()).hasToString("https://127.0.0.1:6443/");
        }
    }

    @Test
    void whatIsNoKeyIsSaidToBeNone() {
        assertThatExceptionOfType(InvalidKeyException.class)
                .isThrownBy(() -> ClientIdentity.of(text("rsa.crt"), "-----BEGIN ENCRYPTED PRIVATE KEY-----"))
                .withMessage("the private key is not in PEM, or is encrypted");
    }
}
