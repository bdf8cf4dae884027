package dev.hearth.operator.install;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A provider of OpenID Connect at whom people log in to the gateway.
 *
 * @param settings the plain variables of dev.hearth.gateway.oidc.OidcConfig, on which this module does not depend
 * @param secret name of the Secret whose entry {@link #SECRET_ENTRY} is the client's secret; empty for a public client
 * @param authority name of the ConfigMap whose entry {@link #AUTHORITY_ENTRY} has the certificates of the provider's
 *     authority; empty for the authorities that the image knows
 */
public record OidcOptions(Map<String, String> settings, String secret, String authority) {
    public static final String SECRET_ENTRY = "client-secret";
    public static final String AUTHORITY_ENTRY = "ca.crt";

    public static final String ISSUER = "HEARTH_OIDC_ISSUER";
    public static final String CLIENT_ID = "HEARTH_OIDC_CLIENT_ID";
    public static final String USERNAME_CLAIM = "HEARTH_OIDC_USERNAME_CLAIM";
    public static final String USERNAME_PREFIX = "HEARTH_OIDC_USERNAME_PREFIX";
    public static final String GROUPS_CLAIM = "HEARTH_OIDC_GROUPS_CLAIM";
    public static final String GROUPS_PREFIX = "HEARTH_OIDC_GROUPS_PREFIX";
    public static final String SCOPES = "HEARTH_OIDC_SCOPES";

    private static final String CLIENT_SECRET = "HEARTH_OIDC_CLIENT_SECRET";
    private static final String CA = "HEARTH_OIDC_CA";
    private static final List<String> PLAIN =
            List.of(ISSUER, CLIENT_ID, USERNAME_CLAIM, USERNAME_PREFIX, GROUPS_CLAIM, GROUPS_PREFIX, SCOPES);

    public OidcOptions {
        settings = Map.copyOf(settings);
    }

    /** What a gateway's container was given, if it has a provider. */
    public static Optional<OidcOptions> of(List<EnvVar> environment) {
        var settings = environment.stream()
                .filter(variable -> PLAIN.contains(variable.getName()) && variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
        return settings.containsKey(ISSUER)
                ? Optional.of(new OidcOptions(settings, source(environment, CLIENT_SECRET), source(environment, CA)))
                : Optional.empty();
    }

    /** What the gateway's container is given. */
    List<EnvVar> environment() {
        var variables = new ArrayList<EnvVar>();
        PLAIN.stream()
                .filter(settings::containsKey)
                .forEach(name -> variables.add(new EnvVar(name, settings.get(name), null)));
        if (!secret.isEmpty()) {
            variables.add(new EnvVarBuilder()
                    .withName(CLIENT_SECRET)
                    .withNewValueFrom()
                    .withNewSecretKeyRef(SECRET_ENTRY, secret, false)
                    .endValueFrom()
                    .build());
        }
        if (!authority.isEmpty()) {
            variables.add(new EnvVarBuilder()
                    .withName(CA)
                    .withNewValueFrom()
                    .withNewConfigMapKeyRef(AUTHORITY_ENTRY, authority, false)
                    .endValueFrom()
                    .build());
        }
        return variables;
    }

    private static String source(List<EnvVar> environment, String name) {
        return environment.stream()
                .filter(variable -> variable.getName().equals(name) && variable.getValueFrom() != null)
                .map(EnvVar::getValueFrom)
                .map(from -> from.getSecretKeyRef() == null
                        ? from.getConfigMapKeyRef().getName()
                        : from.getSecretKeyRef().getName())
                .findFirst()
                .orElse("");
    }
}
