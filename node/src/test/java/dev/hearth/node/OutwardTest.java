package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutwardTest {

    private static final Addresses ADDRESSES = Addresses.parse("10.99.0.0/30 10.98.0.0/16 10.96.0.0/16");

    @Test
    void needsNoProxyWithinTheCluster() {
        var environment = Outward.environment(
                Map.of("https_proxy", "http://proxy", "no_proxy", "localhost", "ETCD_NAME", "mine"), ADDRESSES);

        assertThat(environment)
                .containsOnly(
                        Map.entry("HTTPS_PROXY", "http://proxy"),
                        Map.entry("NO_PROXY", "localhost,10.99.0.0/30,10.98.0.0/16,10.96.0.0/16"));
    }

    @Test
    void takesTheCompanysCertificatesAlong() {
        assertThat(Outward.environment(Map.of("SSL_CERT_FILE", "/etc/company.pem"), ADDRESSES))
                .containsExactly(Map.entry("SSL_CERT_FILE", "/etc/company.pem"));
    }

    @Test
    void saysNothingWhereTheUserSaysNothing() {
        assertThat(Outward.environment(Map.of("HTTP_PROXY", "", "NO_PROXY", "localhost"), ADDRESSES))
                .isEmpty();
    }
}
