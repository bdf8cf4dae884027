package dev.hearth.gateway.login;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Clock;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Closes claims so that only a replica of this gateway can read them, or can have made them.
 *
 * @param key of AES with 256 bits, which all replicas share
 * @param purpose is sealed in, so that nothing is ever taken for something of another purpose
 */
record Seal(SecretKey key, Clock clock, String purpose) {

    String close(JWTClaimsSet claims) {
        try {
            var header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                    .type(new JOSEObjectType(purpose))
                    .build();
            var token = new EncryptedJWT(header, claims);
            token.encrypt(new DirectEncrypter(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java runtime has AES", e);
        }
    }

    /** The claims, until their expiration time. */
    Optional<JWTClaimsSet> open(String text) {
        try {
            var token = EncryptedJWT.parse(text);
            token.decrypt(new DirectDecrypter(key));
            return Optional.of(token.getJWTClaimsSet())
                    .filter(_ ->
                            new JOSEObjectType(purpose).equals(token.getHeader().getType()))
                    .filter(claims -> claims.getExpirationTime().toInstant().isAfter(clock.instant()));
        } catch (ParseException | JOSEException | IllegalStateException e) {
            return Optional.empty();
        }
    }
}
