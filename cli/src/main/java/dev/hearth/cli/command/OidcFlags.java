package dev.hearth.cli.command;

import dev.hearth.cli.problem.Problem;
import dev.hearth.gateway.oidc.OidcConfig;
import dev.hearth.operator.install.OidcOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The provider of OpenID Connect; all but the first two have the meaning and the defaults of the API server's flags. */
@SuppressWarnings("NullAway.Init")
final class OidcFlags {
    private static final Pattern OBJECT = Pattern.compile("[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?");

    @Option(
            names = "--gateway-oidc-issuer",
            paramLabel = "URL",
            required = true,
            description = "The provider: what it calls itself in tokens.")
    private String issuer;

    @Option(
            names = "--gateway-oidc-client-id",
            paramLabel = "ID",
            required = true,
            description = "By which the provider knows the gateway.")
    private String clientId;

    @Option(
            names = "--gateway-oidc-client-secret",
            paramLabel = "SECRET",
            description = "Name of a Secret in hearth-system with the entry client-secret. Default: a public client.")
    private @Nullable String secret;

    @Option(
            names = "--gateway-oidc-username-claim",
            paramLabel = "CLAIM",
            description = "What names people. Default: sub.")
    private @Nullable String usernameClaim;

    @Option(
            names = "--gateway-oidc-username-prefix",
            paramLabel = "TEXT",
            description = "Stands before people's names; - for nothing. Default: URL#, nothing before an email.")
    private @Nullable String usernamePrefix;

    @Option(
            names = "--gateway-oidc-groups-claim",
            paramLabel = "CLAIM",
            description = "What names people's groups. Default: none.")
    private @Nullable String groupsClaim;

    @Option(
            names = "--gateway-oidc-groups-prefix",
            paramLabel = "TEXT",
            description = "Stands before groups' names. Default: nothing.")
    private @Nullable String groupsPrefix;

    @Option(
            names = "--gateway-oidc-scopes",
            paramLabel = "SCOPE,...",
            description = "What the provider is asked for. Default: openid,email,profile.")
    private @Nullable String scopes;

    @Option(
            names = "--gateway-oidc-ca",
            paramLabel = "CONFIGMAP",
            description = "Name of a ConfigMap in hearth-system with the entry ca.crt: who signs the provider's"
                    + " certificate. Default: the public authorities.")
    private @Nullable String authority;

    /** Refuses what the gateway would refuse when it starts. */
    OidcOptions options() {
        var settings = settings();
        try {
            if (OidcConfig.of(settings).isEmpty()) {
                throw new IllegalArgumentException("the OIDC issuer must not be empty");
            }
        } catch (IllegalArgumentException e) {
            throw Problem.usage(String.valueOf(e.getMessage()));
        }
        return new OidcOptions(
                settings, object("--gateway-oidc-client-secret", secret), object("--gateway-oidc-ca", authority));
    }

    private Map<String, String> settings() {
        var all = new HashMap<String, @Nullable String>();
        all.put(OidcOptions.ISSUER, issuer);
        all.put(OidcOptions.CLIENT_ID, clientId);
        all.put(OidcOptions.USERNAME_CLAIM, usernameClaim);
        all.put(OidcOptions.USERNAME_PREFIX, usernamePrefix);
        all.put(OidcOptions.GROUPS_CLAIM, groupsClaim);
        all.put(OidcOptions.GROUPS_PREFIX, groupsPrefix);
        all.put(OidcOptions.SCOPES, scopes);
        return all.entrySet().stream()
                .filter(setting -> setting.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, setting -> String.valueOf(setting.getValue())));
    }

    private static String object(String option, @Nullable String name) {
        if (name == null) {
            return "";
        }
        if (!OBJECT.matcher(name).matches()) {
            throw Problem.usage(option + " is the name of an object in hearth-system, which '" + name + "' cannot be");
        }
        return name;
    }
}
