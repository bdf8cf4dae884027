package dev.hearth.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OidcOptionsTest {
    private static final Map<String, String> FEW =
            Map.of(OidcOptions.ISSUER, "https://login.example.org", OidcOptions.CLIENT_ID, "hearth");

    /** The variables of the gateway that a whole installation has. */
    private static List<EnvVar> installed(Optional<OidcOptions> oidc) {
        return GatewayManifests.of(new OperatorInstallation(
                        "image", List.of(), 1, List.of(), new GatewayOptions(1, "", false, oidc)))
                .stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnv();
    }

    static Stream<Optional<OidcOptions>> options() {
        return Stream.of(
                Optional.empty(),
                Optional.of(new OidcOptions(FEW, "", "")),
                Optional.of(new OidcOptions(FEW, "the-secret", "the-authority")),
                Optional.of(new OidcOptions(
                        Map.of(
                                OidcOptions.ISSUER, "https://login.example.org",
                                OidcOptions.CLIENT_ID, "hearth",
                                OidcOptions.USERNAME_CLAIM, "email",
                                OidcOptions.USERNAME_PREFIX, "oidc:",
                                OidcOptions.GROUPS_CLAIM, "groups",
                                OidcOptions.GROUPS_PREFIX, "oidc:",
                                OidcOptions.SCOPES, "openid,email,groups"),
                        "",
                        "")));
    }

    @ParameterizedTest
    @MethodSource("options")
    void anUpdateKeepsTheProvider(Optional<OidcOptions> oidc) {
        assertThat(OidcOptions.of(installed(oidc))).isEqualTo(oidc);
    }

    @Test
    void theSecretIsInNoObjectOfTheInstallation() {
        assertThat(installed(Optional.of(new OidcOptions(FEW, "the-secret", "the-authority"))))
                .filteredOn(variable -> variable.getValueFrom() != null)
                .extracting(EnvVar::getName)
                .containsExactly("HEARTH_POD_NAMESPACE", "HEARTH_OIDC_CLIENT_SECRET", "HEARTH_OIDC_CA");
    }
}
