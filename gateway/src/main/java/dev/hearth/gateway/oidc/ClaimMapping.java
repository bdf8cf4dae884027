package dev.hearth.gateway.oidc;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Makes names of Kubernetes out of an ID token's claims, as the API server does with its flags {@code --oidc-*}
 * (k8s.io/apiserver, plugin/pkg/authenticator/token/oidc): who has rights there has the same here.
 *
 * @param groupsClaim empty if groups do not matter
 */
public record ClaimMapping(String usernameClaim, String usernamePrefix, String groupsClaim, String groupsPrefix) {
    private static final String EMAIL = "email";
    private static final String VERIFIED = "email_verified";

    /**
     * A mapping from what the flags say.
     *
     * @param usernamePrefix empty for the issuer's address and #, or for none if people are named by their e-mail address;
     *     - for none
     */
    static ClaimMapping of(
            String issuer, String usernameClaim, String usernamePrefix, String groupsClaim, String groupsPrefix) {
        var prefix = switch (usernamePrefix) {
            case "-" -> "";
            case "" -> usernameClaim.equals(EMAIL) ? "" : issuer + "#";
            default -> usernamePrefix;
        };
        return new ClaimMapping(usernameClaim, prefix, groupsClaim, groupsPrefix);
    }

    /** Who that is; refuses claims that name nobody. */
    Person person(Map<String, Object> claims, Instant end) {
        return new Person(usernamePrefix + username(claims), groups(claims), end);
    }

    private String username(Map<String, Object> claims) {
        if (!(claims.get(usernameClaim) instanceof String name) || name.isEmpty()) {
            throw new LoginFailure.Refused(
                    "The provider does not say who you are: its ID token has no text in the claim \"" + usernameClaim
                            + "\".");
        }
        if (usernameClaim.equals(EMAIL) && claims.containsKey(VERIFIED) && !Boolean.TRUE.equals(claims.get(VERIFIED))) {
            throw new LoginFailure.Refused("The provider has not verified your e-mail address.");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            // It could forge lines of the log.
            throw new LoginFailure.Refused("The name by which the provider knows you has control characters.");
        }
        return name;
    }

    private List<String> groups(Map<String, Object> claims) {
        return switch (groupsClaim.isEmpty() ? null : claims.get(groupsClaim)) {
            case null -> List.of();
            case String group -> List.of(groupsPrefix + group);
            case List<?> groups
            when groups.stream().allMatch(String.class::isInstance) ->
                groups.stream().map(group -> groupsPrefix + group).toList();
            default ->
                throw new LoginFailure.Refused(
                        "The claim \"" + groupsClaim + "\" of the ID token is not a list of groups.");
        };
    }
}
