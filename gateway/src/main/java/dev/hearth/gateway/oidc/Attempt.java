package dev.hearth.gateway.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;

/**
 * A login that was begun, and what proves that its end belongs to it.
 *
 * @param state that the provider returns to the browser: the login is the one that this browser began
 * @param nonce that the provider puts into the token: the token was made for this login
 * @param verifier whose hash the provider was told: who redeems the code is who asked for it
 * @param next the path to go to afterwards
 * @param redirect the address to which the provider sends the browser back
 */
public record Attempt(String state, String nonce, String verifier, String next, String redirect) {
    /** Another attempt than any before. */
    public static Attempt begin(String next, String redirect) {
        return new Attempt(
                new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue(), next, redirect);
    }
}
